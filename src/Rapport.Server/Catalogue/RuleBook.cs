using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Recommendations.Rules;

namespace Rapport.Server.Catalogue;

/// <summary>Keeps each shop's rules in memory equal to the stored ones.</summary>
/// <remarks><b>Threads</b>: safe; one change at a time.</remarks>
public sealed class RuleBook(IRuleStore store, Shops shops) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Replaces the rules; the next decision obeys them.</summary>
    public async Task PutAsync(TenantId tenant, BusinessRules rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rules);
        await _turn.WaitAsync(cancellation);
        try
        {
            await store.SaveRulesAsync(tenant, rules, cancellation);
            shops.Swap(tenant, shop => shop with { Rules = rules });
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes the stored rules into the shop.</summary>
    public async Task LoadAsync(TenantId tenant, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var rules = await store.ReadRulesAsync(tenant, cancellation);
            shops.Swap(tenant, shop => shop with { Rules = rules });
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
