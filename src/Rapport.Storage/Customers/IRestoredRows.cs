using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Port: the rows that a restored backup may have brought back, in one kind of database.</summary>
internal interface IRestoredRows
{
    /// <summary>Those tombstones that the database lacks or has from an earlier erasure.</summary>
    Task<IReadOnlyList<Tombstone>> MissingAsync(IReadOnlyList<Tombstone> tombstones, CancellationToken cancellation);

    Task AddAsync(IReadOnlyList<Tombstone> tombstones);

    /// <summary>Customers of all tenants, ascending, with the block that holds their id.</summary>
    Task<IReadOnlyList<(CustomerKey Key, byte[] Tail)>> PageAsync(CustomerKey? after, int count, CancellationToken cancellation);

    /// <summary>Removes customers whom nobody can read any more, with their choices.</summary>
    Task DropAsync(IReadOnlyList<CustomerKey> customers);

    /// <summary>The number up to which these data know what customers refused; 0 for none.</summary>
    Task<long> RefusalsTakenAsync(CancellationToken cancellation);

    /// <summary>Notes a later one; never an earlier one.</summary>
    Task TakeRefusalsAsync(long number);

    /// <summary>Whom the decision log has payloads of.</summary>
    Task<IReadOnlyList<CustomerKey>> SubjectsAsync(CancellationToken cancellation);
}

/// <summary>That somebody was erased, and when (UTC ticks).</summary>
internal readonly record struct Tombstone(CustomerKey Key, long ErasedAt);
