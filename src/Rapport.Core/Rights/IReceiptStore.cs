using Rapport.Core.Events;

namespace Rapport.Core.Rights;

/// <summary>Port: receipts by their id. They hold no identity.</summary>
public interface IReceiptStore
{
    Task SaveAsync(TenantId tenant, ErasureReceipt receipt, CancellationToken cancellation);

    Task<ErasureReceipt?> ReadAsync(TenantId tenant, string receiptId, CancellationToken cancellation);

    /// <summary>Receipts that wait for a model without the customer, oldest first.</summary>
    Task<IReadOnlyList<ErasureReceipt>> ReadPendingAsync(TenantId tenant, CancellationToken cancellation);
}
