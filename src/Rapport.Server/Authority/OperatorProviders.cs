using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rapport.Console.Enter;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>Whom the shops' identity providers let in, and what they may do now: the settings are asked each time, so that a mapping that is gone ends its sessions.</summary>
internal sealed class OperatorProviders(TenantDirectory tenants)
{
    private const int LongestName = 255;

    /// <summary>Who came with a provider's id token; null for anybody without a claim that gives a role, or without a name.</summary>
    public static Entrant? Admit(Tenant tenant, OperatorSignInSettings settings, ClaimsPrincipal person)
    {
        string[] values = [.. person.FindAll(settings.Claim).Select(claim => claim.Value).Where(settings.Roles.ContainsKey).Distinct().Order(StringComparer.Ordinal)];
        var name = person.FindFirst(settings.NameClaim)?.Value;
        return values.Length > 0 && name is { Length: > 0 and <= LongestName } && !name.Any(char.IsControl)
            ? new Entrant(tenant.Id, EntrantKind.Oidc, name, StampOf(settings, values))
            : null;
    }

    /// <summary>Nothing, once the provider is another or one of the claims that let in gives no role any more.</summary>
    public Permissions MayNow(Entrant entrant)
    {
        if (tenants.Find(entrant.Tenant)?.OperatorSignIn is not { } settings || ValuesOf(entrant.Stamp) is not { Length: > 0 } values || StampOf(settings, values) != entrant.Stamp)
            return Permissions.None;
        var may = Permissions.None;
        foreach (var value in values)
        {
            if (!settings.Roles.TryGetValue(value, out var name) || Roles.Find(name) is not { } role)
                return Permissions.None;
            may |= Roles.May(role, settings.Export.Contains(value));
        }

        return may;
    }

    private static string StampOf(OperatorSignInSettings settings, string[] values)
    {
        var provider = SHA256.HashData(Encoding.UTF8.GetBytes($"{settings.Authority}\n{settings.ClientId}\n{settings.Claim}"));
        return $"{Convert.ToHexStringLower(provider.AsSpan(0, 8))}:{JsonSerializer.Serialize(values)}";
    }

    private static string[]? ValuesOf(string stamp)
    {
        try
        {
            return stamp.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? JsonSerializer.Deserialize<string[]>(stamp[(colon + 1)..]) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
