using System.Security.Cryptography;
using System.Threading.Channels;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Keys;
using Rapport.Storage.Sealing;

namespace Rapport.Storage.Customers;

/// <summary>Puts very many new customers into a store: made and sealed in parallel, written by one writer, some thousands a transaction.</summary>
/// <remarks>
/// <para><b>Order and determinism</b>: in the order of the customers' keyed hashes, so that every table only grows at its end.</para>
/// <para><b>Invariant</b>: the rows are those that <see cref="CustomerStore.ChangeAsync"/> would have written; a key is on disk before what it seals.</para>
/// </remarks>
internal sealed class CustomerSeeding(ICustomerTable table, KeyRing keys, TenantId tenant, Func<int, CustomerId> customerOf, Action<CustomerFile, int> fill)
{
    private const int CustomersPerBatch = 4_096;

    /// <returns>How many history lines were written.</returns>
    public async Task<long> RunAsync(int count, IProgress<double> progress, CancellationToken cancellation)
    {
        var (hashes, customers) = InOrder(count);
        var sealedBatches = Channel.CreateBounded<Sealed[]>(2);
        var sealing = Task.Run(() => SealAsync(hashes, customers, sealedBatches.Writer, cancellation), cancellation);
        var lines = 0L;
        var written = 0;
        await foreach (var batch in sealedBatches.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
        {
            keys.Store.Add([.. batch.Select(each => (each.Write.Key, each.WrappedKey!.Value))]);
            await table.AddAsync([.. batch.Select(each => each.Write)]).ConfigureAwait(false);
            lines += batch.Sum(each => (long)each.Write.Lines);
            progress.Report((written += batch.Length) / (double)count);
        }

        await sealing.ConfigureAwait(false);
        return lines;
    }

    private (UInt128[] Hashes, int[] Customers) InOrder(int count)
    {
        var hashes = new UInt128[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, customer => hashes[customer] = keys.CustomerKeyOf(tenant, customerOf(customer)).Hash);
        var customers = Enumerable.Range(0, count).ToArray();
        Array.Sort(hashes, customers);
        return (hashes, customers);
    }

    private async Task SealAsync(UInt128[] hashes, int[] customers, ChannelWriter<Sealed[]> done, CancellationToken cancellation)
    {
        try
        {
            for (var from = 0; from < customers.Length; from += CustomersPerBatch)
            {
                var first = from;
                var batch = new Sealed[Math.Min(CustomersPerBatch, customers.Length - from)];
                Parallel.For(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, k => batch[k] = Seal(hashes[first + k], customers[first + k]));
                await done.WriteAsync([.. batch.Where(each => each.WrappedKey is not null)], cancellation).ConfigureAwait(false);
            }

            done.Complete();
        }
        catch (Exception problem)
        {
            done.Complete(problem);
            throw;
        }
    }

    private Sealed Seal(UInt128 hash, int customer)
    {
        var name = new CustomerKey(tenant, hash);
        var opened = FileSealer.New(customerOf(customer), new StoredCustomer(name, null, null, []));
        fill(opened.File, customer);
        if (!opened.File.HasChanges)
            return default;
        var key = RandomNumberGenerator.GetBytes(Sealer.KeyLength);
        return new Sealed(FileSealer.Seal(name, opened, key), keys.Store.Wrap(name, key));
    }

    private readonly record struct Sealed(CustomerWrite Write, WrappedKey? WrappedKey);
}
