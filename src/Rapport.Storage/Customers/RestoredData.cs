using Rapport.Storage.Decisions;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Brings data that are older than the key store in line with it: who was erased since the backup stays erased.</summary>
/// <remarks>The key store remembers every tombstone. Data that lack one are of before that erasure, and what no key opens in them is removed.</remarks>
internal sealed class RestoredData(IRestoredRows rows, IDecisionTable decisions, KeyRing keys)
{
    private const int PageSize = 500;

    /// <returns>How many customers were removed; null where the data are as new as the keys.</returns>
    public async Task<long?> ReconcileAsync(CancellationToken cancellation)
    {
        var missing = await rows.MissingAsync(keys.Store.Tombstones(), cancellation).ConfigureAwait(false);
        if (missing.Count == 0)
            return null;
        var dropped = await DropUnreadableAsync(cancellation).ConfigureAwait(false);
        foreach (var subject in await rows.SubjectsAsync(cancellation).ConfigureAwait(false))
        {
            if (keys.Store.Find(subject) is null)
                await decisions.EraseAsync(subject).ConfigureAwait(false);
        }

        // Last: until then the next start begins anew.
        await rows.AddAsync(missing).ConfigureAwait(false);
        return dropped;
    }

    private async Task<long> DropUnreadableAsync(CancellationToken cancellation)
    {
        var dropped = 0L;
        IReadOnlyList<(CustomerKey Key, byte[] Tail)> page = [];
        do
        {
            page = await rows.PageAsync(page.Count == 0 ? null : page[^1].Key, PageSize, cancellation).ConfigureAwait(false);
            var gone = page.Where(row => !Opens(row.Key, row.Tail)).Select(row => row.Key).ToArray();
            // Payloads first: a customer who was erased and came back has a key, and only her row tells.
            foreach (var customer in gone)
                await decisions.EraseAsync(customer).ConfigureAwait(false);
            if (gone.Length > 0)
                await rows.DropAsync(gone).ConfigureAwait(false);
            dropped += gone.Length;
        }
        while (page.Count == PageSize);
        return dropped;
    }

    /// <summary>A customer who was erased and came back has a key, and it is another.</summary>
    private bool Opens(CustomerKey customer, byte[] tail) =>
        keys.Store.Find(customer) is { } key && FileSealer.Open(new StoredCustomer(customer, tail, null, []), key, RefusedData.Nobody) is not null;
}
