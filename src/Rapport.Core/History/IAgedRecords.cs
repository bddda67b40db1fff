using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>Port: one class of records that is kept beside histories and goes by its age.</summary>
public interface IAgedRecords
{
    /// <param name="before">What is older is past its time, UTC.</param>
    Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Lets go of what is older; what must stay for a chain to hold stays without its content.</summary>
    /// <returns>How many records went.</returns>
    Task<long> RemoveAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>How much of a class is held.</summary>
/// <param name="Stale">Past its time.</param>
/// <param name="Oldest">UTC; null with nothing held.</param>
public sealed record AgedCount(long Held, long Stale, DateTimeOffset? Oldest);
