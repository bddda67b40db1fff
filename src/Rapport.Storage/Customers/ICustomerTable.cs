using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Port: the rows of customers in one kind of database. It sees sealed blocks and keyed hashes only.</summary>
internal interface ICustomerTable
{
    /// <summary>How many <see cref="ChangeAsync"/> are worth running at once.</summary>
    int Writers { get; }

    ValueTask<StoredCustomer> ReadAsync(CustomerName customer, CancellationToken cancellation);

    /// <summary>Locks and loads customers, asks what to write, and writes it, in one durable transaction; repeats it when the database asks for that.</summary>
    /// <param name="customers">Distinct, ascending.</param>
    Task ChangeAsync(IReadOnlyList<CustomerName> customers, Func<IReadOnlyList<StoredCustomer>, IReadOnlyList<CustomerWrite>> change);

    /// <summary>Writes customers who have no file, in one durable transaction.</summary>
    Task AddAsync(IReadOnlyList<CustomerWrite> customers);

    /// <summary>Files with lines, ascending by key.</summary>
    /// <param name="upTo">The last key that is wanted; null for no end.</param>
    Task<IReadOnlyList<StoredCustomer>> PageAsync(TenantId tenant, CustomerKey? after, CustomerKey? upTo, int count, CancellationToken cancellation);

    Task<StoreFigures> CountAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Step 1 of an erasure, one transaction: intent and tombstone are written, rows removed, evidence kept without identity.</summary>
    /// <returns>How many history lines and consents went.</returns>
    Task<(long Lines, long Consents)> RemoveAsync(CustomerName customer, DateTimeOffset at);

    /// <summary>Step 2, under the customer's lock: destroys the data key unless that was done.</summary>
    Task DestroyKeyAsync(CustomerKey customer, Action destroy);

    /// <summary>The last step: forgets the customer key.</summary>
    Task FinishErasureAsync(CustomerKey customer);

    /// <summary>Clears what deleted rows left in the database's files; nothing to do where deleting overwrites.</summary>
    Task SweepAsync(CancellationToken cancellation);

    /// <summary>Erasures that a crash or a failure left open.</summary>
    Task<IReadOnlyList<CustomerKey>> OpenErasuresAsync(CancellationToken cancellation);
}

/// <summary>The two keyed hashes of one customer.</summary>
internal readonly record struct CustomerName(CustomerKey Key, CustomerKey Tombstone);
