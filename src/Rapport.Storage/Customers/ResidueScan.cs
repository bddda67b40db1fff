using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Rights.Requests;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Looks for what is left of a customer in every place this home keeps something of one.</summary>
internal sealed class ResidueScan(ICustomerTable table, KeyRing keys, IDecisionLog decisions) : IResidueScan
{
    public async Task<IReadOnlyDictionary<string, long>> ScanAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation)
    {
        var name = new CustomerName(keys.CustomerKeyOf(tenant, customer), keys.TombstoneKeyOf(tenant, customer));
        var isCached = keys.IsOpened(name.Key);
        var stored = await table.ReadAsync(name, cancellation).ConfigureAwait(false);
        var lines = await decisions.ReadAsync(tenant, customer, int.MaxValue, cancellation).ConfigureAwait(false);
        return new Dictionary<string, long>
        {
            ["store"] = (stored.Tail is null ? 0 : 1) + stored.Consents.Count,
            ["keys"] = keys.FindFresh(name.Key) is null ? 0 : 1,
            ["decisionLog"] = lines.Count,
            ["caches"] = isCached ? 1 : 0,
        };
    }
}
