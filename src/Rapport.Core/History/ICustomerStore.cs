using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>Port: where customer files lie, encrypted under each customer's own key. One contract, two implementations.</summary>
/// <remarks>
/// <para><b>Invariant</b>: changes to one customer are serial, whatever process they come from; a completed change is on disk (fsync).
/// So a withdrawal that completed is seen by every change that starts after it, and by every read.</para>
/// <para>On disk a customer is a keyed hash; names, items and texts are never in clear.</para>
/// </remarks>
public interface ICustomerStore
{
    /// <summary>A customer's file as of the last completed change; an empty file for a customer never seen.</summary>
    /// <exception cref="KeysUnavailableException">The file exists and cannot be opened.</exception>
    ValueTask<CustomerFile> ReadAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation);

    /// <summary>Loads the file under the customer's lock, runs the change, and stores what it changed, all in one durable transaction.</summary>
    /// <param name="change">Synchronous and pure but for the file; may run again if the transaction is retried; what it throws undoes it.</param>
    /// <exception cref="KeysUnavailableException">No key can be had; nothing was stored.</exception>
    /// <exception cref="StoreUnavailableException">The disk is full or the database away; nothing was stored.</exception>
    Task<T> ChangeAsync<T>(TenantId tenant, CustomerId customer, Func<CustomerFile, T> change, CancellationToken cancellation);

    /// <summary>All files of a tenant with history, in the order of their keyed hash, a consistent snapshot each.</summary>
    IAsyncEnumerable<CustomerFile> ReadAllAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>As <see cref="ReadAllAsync(TenantId, CancellationToken)"/>, several ranges of keyed hashes at once, each folded into something of its own.</summary>
    /// <remarks>Files are as of the reading of their page: who is erased meanwhile may still be among them, and is then in <see cref="TakeChanged"/>.</remarks>
    /// <param name="start">Makes what a range is folded into.</param>
    /// <param name="add">Takes one file; never twice at once for one range.</param>
    /// <returns>What became of the ranges, in the order of hashes.</returns>
    Task<IReadOnlyList<T>> ReadAllAsync<T>(TenantId tenant, Func<T> start, Action<T, CustomerFile> add, CancellationToken cancellation);

    /// <summary>Customers whose files this process changed since the last call; null where all may have changed.</summary>
    /// <remarks>What completed before the call is in the answer or was in one before, so that reading them after it misses nothing.</remarks>
    IReadOnlyCollection<CustomerId>? TakeChanged(TenantId tenant);

    /// <summary>
    /// Removes a customer's file, key and decision payloads for good and leaves a tombstone and consent evidence without identity.
    /// Resumable: once it began, a crash continues at the next start. Never cancelled half-way.
    /// </summary>
    /// <returns>What was removed, by kind (<c>history</c>, <c>consents</c>, <c>decisions</c>), in rows or lines.</returns>
    Task<IReadOnlyDictionary<string, long>> EraseAsync(TenantId tenant, CustomerId customer, DateTimeOffset at);

    /// <summary>Counts for operators: customers with a file, history lines, consents by purpose and choice now in force.</summary>
    Task<StoreFigures> CountAsync(TenantId tenant, CancellationToken cancellation);
}
