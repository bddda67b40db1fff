using System.Collections.Concurrent;
using Rapport.Core.Events;

namespace Rapport.Server.Training;

/// <summary>Remembers which shops changed since their model was last trained.</summary>
/// <remarks><b>Threads</b>: safe. <b>Default value</b>: a shop never heard of is unchanged.</remarks>
internal sealed class ShopChanges
{
    private readonly ConcurrentDictionary<TenantId, bool> _changed = new();

    /// <param name="refreshLists">Whether the lists strangers see must not wait for their batch.</param>
    public void Note(TenantId tenant, bool refreshLists = false) => _changed.AddOrUpdate(tenant, refreshLists, (_, before) => before || refreshLists);

    /// <summary>True once for any number of changes.</summary>
    public bool Take(TenantId tenant, out bool refreshLists) => _changed.TryRemove(tenant, out refreshLists);
}
