using System.Runtime.CompilerServices;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Reads all files of a tenant: pages of rows beside the range of keys that open them, in the order of keyed hashes.</summary>
/// <remarks>
/// Keys are read past the key ring: one pass over all customers must not fill memory with keys that nobody asks for again (ground rule 14).
/// <b>Threads</b>: safe.
/// </remarks>
internal sealed class BulkReading(ICustomerTable table, KeyRing keys, TenantId tenant)
{
    private const int PageSize = 500;

    /// <summary>How many ranges are read at once; more than 8 disks and memories feed badly.</summary>
    private static readonly int Ranges = Math.Clamp(Environment.ProcessorCount, 1, 8);

    public async Task<IReadOnlyList<T>> FoldAsync<T>(Func<T> start, Action<T, CustomerFile> add, CancellationToken cancellation)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var folds = Enumerable.Range(0, Ranges).Select(range => Task.Run(
            async () =>
            {
                try
                {
                    return await FoldAsync(range, start(), add, stopping.Token).ConfigureAwait(false);
                }
                catch
                {
                    await stopping.CancelAsync().ConfigureAwait(false);
                    throw;
                }
            },
            cancellation)).ToArray();
        try
        {
            return await Task.WhenAll(folds).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // What stopped the others is what the caller must hear.
            throw folds.First(fold => fold.IsFaulted).Exception!.InnerException!;
        }
    }

    /// <summary>One file after the other, each under its key of that moment: who was erased meanwhile is not among them.</summary>
    public IAsyncEnumerable<CustomerFile> ReadAsync(CancellationToken cancellation) => ReadAsync(null, null, keysByPage: false, cancellation);

    public static KeysUnavailableException Unopened() => new("The customer's file does not open under its key.");

    private async Task<T> FoldAsync<T>(int range, T fold, Action<T, CustomerFile> add, CancellationToken cancellation)
    {
        var width = (UInt128.MaxValue / (UInt128)Ranges) + 1;
        CustomerKey? after = range == 0 ? null : new CustomerKey(tenant, ((UInt128)range * width) - 1);
        CustomerKey? upTo = range == Ranges - 1 ? null : new CustomerKey(tenant, ((UInt128)(range + 1) * width) - 1);
        await foreach (var file in ReadAsync(after, upTo, keysByPage: true, cancellation).ConfigureAwait(false))
            add(fold, file);
        return fold;
    }

    private async IAsyncEnumerable<CustomerFile> ReadAsync(CustomerKey? after, CustomerKey? upTo, bool keysByPage, [EnumeratorCancellation] CancellationToken cancellation)
    {
        _ = keys.Store;
        while (true)
        {
            var page = await table.PageAsync(tenant, after, upTo, PageSize, cancellation).ConfigureAwait(false);
            if (page.Count == 0)
                yield break;
            var wrapped = keysByPage ? keys.Store.Range(page[0].Key, page[^1].Key) : null;
            foreach (var stored in page)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Open(stored, wrapped) is { } file)
                    yield return file;
                else if (await ReadAgainAsync(stored.Key, after, cancellation).ConfigureAwait(false) is { } anew)
                    yield return anew;
                after = stored.Key;
            }

            if (page.Count < PageSize)
                yield break;
        }
    }

    private CustomerFile? Open(StoredCustomer stored, Dictionary<CustomerKey, WrappedKey>? wrapped)
    {
        var key = wrapped is null ? keys.Store.Find(stored.Key)
            : wrapped.TryGetValue(stored.Key, out var sealedKey) ? keys.Store.Unwrap(stored.Key, sealedKey) : null;
        return key is null ? null : FileSealer.Open(stored, key)?.File;
    }

    /// <summary>The file of a customer who was erased, or erased and back, since the page was read; null when she is gone.</summary>
    private async Task<CustomerFile?> ReadAgainAsync(CustomerKey customer, CustomerKey? before, CancellationToken cancellation)
    {
        if (await table.PageAsync(tenant, before, customer, 1, cancellation).ConfigureAwait(false) is not [var stored] || stored.Key != customer)
            return null;
        return keys.Store.Find(customer) is { } key && FileSealer.Open(stored, key)?.File is { } file ? file : throw Unopened();
    }
}
