using System.Security.Cryptography;
using System.Text;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Recommendations.Rules;

namespace Rapport.Server.Catalogue;

/// <summary>Keeps each shop's rules in memory equal to the stored ones.</summary>
/// <remarks><b>Threads</b>: safe; one change at a time.</remarks>
public sealed class RuleBook(IRuleStore store, Shops shops) : IDisposable
{
    private readonly Turn _turn = new();

    /// <summary>A name for exactly these rules: equal rules have equal names.</summary>
    public static string VersionOf(BusinessRules? rules)
    {
        var text = new StringBuilder();
        foreach (var part in (rules ?? BusinessRules.None).All.Select(rule => rule.ToString()).Concat((rules ?? BusinessRules.None).LoyaltyTiers))
            text.Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>Replaces the rules; the next decision obeys them.</summary>
    /// <param name="read">The version the change was made from; null where whatever stands may be replaced.</param>
    /// <returns>False where somebody changed the rules since: nothing was replaced.</returns>
    public Task<bool> PutAsync(TenantId tenant, BusinessRules rules, string? read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return _turn.TakeAsync(async () =>
        {
            if (read is not null && read != VersionOf(shops[tenant].Rules))
                return false;
            await store.SaveRulesAsync(tenant, rules, cancellation);
            shops.Swap(tenant, shop => shop with { Rules = rules });
            return true;
        }, cancellation);
    }

    /// <summary>Takes the stored rules into the shop.</summary>
    public Task LoadAsync(TenantId tenant, CancellationToken cancellation) => _turn.TakeAsync(async () =>
    {
        var rules = await store.ReadRulesAsync(tenant, cancellation);
        return shops.Swap(tenant, shop => shop with { Rules = rules });
    }, cancellation);

    public void Dispose() => _turn.Dispose();
}
