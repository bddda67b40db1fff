using System.Collections.Concurrent;
using Rapport.Core.Events;

namespace Rapport.Server.Training;

/// <summary>Remembers which shops changed since their model was last trained.</summary>
/// <remarks><b>Threads</b>: safe. <b>Default value</b>: a shop never heard of is unchanged.</remarks>
internal sealed class ShopChanges
{
    private readonly ConcurrentDictionary<TenantId, bool> _changed = new();

    public void Note(TenantId tenant) => _changed[tenant] = true;

    /// <summary>True once for any number of changes.</summary>
    public bool Take(TenantId tenant) => _changed.TryRemove(tenant, out _);
}
