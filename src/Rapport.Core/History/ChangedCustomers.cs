using System.Collections.Concurrent;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>Remembers whose files changed, shop by shop, until somebody asks.</summary>
/// <remarks>
/// <para><b>Invariant</b>: a change is noted after it is on disk and before its caller hears of it. So who takes the notes and then reads misses nothing that completed.</para>
/// <para><b>Default value</b>: of a shop nobody asked about yet, all may have changed. <b>Threads</b>: safe.</para>
/// <para><b>Cost</b>: at most <see cref="Most"/> customers a shop; beyond it, all may have changed.</para>
/// </remarks>
public sealed class ChangedCustomers
{
    /// <summary>The most customers that are remembered one by one.</summary>
    public const int Most = 50_000;

    private readonly ConcurrentDictionary<TenantId, HashSet<CustomerId>?> _changed = new();
    private readonly Lock _noting = new();

    public void Note(TenantId tenant, CustomerId customer)
    {
        lock (_noting)
        {
            if (_changed.GetValueOrDefault(tenant) is not { } customers)
                return;
            customers.Add(customer);
            if (customers.Count > Most)
                _changed[tenant] = null;
        }
    }

    /// <summary>The customers whose files changed since the last call; null where all may have.</summary>
    public IReadOnlyCollection<CustomerId>? Take(TenantId tenant)
    {
        lock (_noting)
        {
            var customers = _changed.GetValueOrDefault(tenant);
            _changed[tenant] = [];
            return customers;
        }
    }
}
