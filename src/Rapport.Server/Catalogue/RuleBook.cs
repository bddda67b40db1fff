using System.Security.Cryptography;
using System.Text;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Rights;
using Rapport.Storage.House;

namespace Rapport.Server.Catalogue;

/// <summary>Keeps each shop's rules in memory equal to the stored ones.</summary>
/// <remarks><b>Threads</b>: safe; one change at a time.</remarks>
public sealed class RuleBook(IRuleStore store, Shops shops, IAuditLog audit, RuleVersions versions) : IDisposable
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
    /// <param name="actor">Who changes them, for the audit.</param>
    /// <param name="read">The version the change was made from; null where whatever stands may be replaced.</param>
    /// <returns>False where somebody changed the rules since: nothing was replaced.</returns>
    public Task<bool> PutAsync(TenantId tenant, string actor, BusinessRules rules, string? read, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return _turn.TakeAsync(async () =>
        {
            if (read is not null && read != VersionOf(shops[tenant].Rules))
                return false;
            var before = shops[tenant].Rules ?? BusinessRules.None;
            versions.Keep(tenant, VersionOf(before), before);
            versions.Keep(tenant, VersionOf(rules), rules);
            await audit.AppendAsync(new AuditEntry(actor, "policy.change", tenant, Detail: Change(before, rules)), cancellation);
            await store.SaveRulesAsync(tenant, rules, cancellation);
            shops.Swap(tenant, shop => shop with { Rules = rules });
            return true;
        }, cancellation);
    }

    /// <summary>Puts rules back that were in force before, as a change like any other.</summary>
    /// <returns>The rules; null where none of that name ever were.</returns>
    public async Task<BusinessRules?> RollBackAsync(TenantId tenant, string actor, string version, CancellationToken cancellation)
    {
        if (versions.Find(tenant, version) is not { } rules)
            return null;
        await PutAsync(tenant, actor, rules, read: null, cancellation);
        return rules;
    }

    /// <summary>What a change changes, in a line: from which version to which, and the rules that came, went or are others now.</summary>
    private static string Change(BusinessRules before, BusinessRules after)
    {
        var came = after.All.Except(before.All).Select(rule => "+" + rule.Id);
        var went = before.All.Except(after.All).Select(rule => "-" + rule.Id);
        var text = $"rules {VersionOf(before)} to {VersionOf(after)}: {string.Join(' ', went.Concat(came))}";
        return text.Length <= AuditEntry.MostDetail ? text : text[..AuditEntry.MostDetail];
    }

    /// <summary>Takes the stored rules into the shop.</summary>
    public Task LoadAsync(TenantId tenant, CancellationToken cancellation) => _turn.TakeAsync(async () =>
    {
        var rules = await store.ReadRulesAsync(tenant, cancellation);
        return shops.Swap(tenant, shop => shop with { Rules = rules });
    }, cancellation);

    public void Dispose() => _turn.Dispose();
}
