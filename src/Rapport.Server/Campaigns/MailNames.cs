using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Rapport.Core.Events;
using Rapport.Storage;

namespace Rapport.Server.Campaigns;

/// <summary>Names that tell nobody who is meant: of a mail, of an address, and of the way out of a mailing.</summary>
internal sealed class MailNames(RapportStore store, IDataProtectionProvider protection)
{
    private readonly IDataProtector _way = protection.CreateProtector("rapport.unsubscribe.1");

    /// <summary>The id of a campaign's mail to a customer, the same whenever it is asked.</summary>
    public string MailOf(TenantId tenant, string campaign, CustomerId customer) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(campaign + " " + store.PseudonymOf(tenant, customer))).AsSpan(0, 16));

    /// <summary>What is kept of an address that gets nothing any more.</summary>
    public string AddressOf(TenantId tenant, string address) =>
        store.PseudonymOf(tenant, CustomerId.Named("mail address " + address.Trim().ToLowerInvariant(), isAnonymous: false));

    /// <summary>The secret of a mail's way out: sealed, so that no log on the way learns whose it is.</summary>
    public string WayOutOf(TenantId tenant, CustomerId customer, string language) =>
        _way.Protect(JsonSerializer.Serialize(new[] { tenant.Value, customer.Value, language }));

    /// <summary>Whose way out it is; null for one that is none of ours.</summary>
    public (TenantId Tenant, CustomerId Customer, string Language)? Read(string wayOut)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(_way.Unprotect(wayOut)) is [var tenant, var customer, var language] ? (new TenantId(tenant), CustomerId.Named(customer, isAnonymous: false), language) : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
