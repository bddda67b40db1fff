using System.Threading.Channels;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Decisions;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Customers;

/// <summary>Customer files on any database: group commit in front of a table of sealed rows.</summary>
/// <remarks><b>Threads</b>: safe. <b>Cost</b>: one disk sync for all changes that wait at the same time.</remarks>
internal sealed class CustomerStore : ICustomerStore, IAsyncDisposable
{
    private const int MostPerBatch = 400;
    private static readonly TimeSpan ResumeAfter = TimeSpan.FromSeconds(1);

    private readonly ICustomerTable _table;
    private readonly KeyRing _keys;
    private readonly DecisionLog _decisions;
    private readonly Action<string>? _atStep;
    private readonly Channel<PendingChange> _waiting = Channel.CreateBounded<PendingChange>(8_192);
    private readonly ChangedCustomers _changed = new();
    private readonly Task[] _writers;
    private readonly CancellationTokenSource _closing = new();
    private readonly ErasureSweep _sweep;
    private Task _resuming = Task.CompletedTask;
    private int _isResuming;
    private volatile bool _canRead = true;
    private volatile bool _canWrite = true;

    public CustomerStore(ICustomerTable table, KeyRing keys, DecisionLog decisions, Action<string>? atStep)
    {
        (_table, _keys, _decisions, _atStep) = (table, keys, decisions, atStep);
        _sweep = new ErasureSweep(table.SweepAsync);
        _writers = [.. Enumerable.Range(0, table.Writers).Select(_ => Task.Run(WriteAsync))];
    }

    /// <summary>False after a read or a write failed because the disk is full or the database away, until one of its kind succeeds.</summary>
    public bool IsAvailable => _canRead && _canWrite;

    public async ValueTask<CustomerFile> ReadAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation)
    {
        StoredCustomer stored;
        try
        {
            stored = await _table.ReadAsync(NameOf(tenant, customer), cancellation).ConfigureAwait(false);
            _canRead = true;
        }
        catch (StoreUnavailableException)
        {
            _canRead = false;
            throw;
        }

        return stored.Tail is null ? FileSealer.New(customer, stored).File : Open(stored, customer);
    }

    public async Task<T> ChangeAsync<T>(TenantId tenant, CustomerId customer, Func<CustomerFile, T> change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(change);
        var pending = new PendingChange<T>(NameOf(tenant, customer), customer, change, cancellation);
        await _waiting.Writer.WriteAsync(pending, cancellation).ConfigureAwait(false);
        return await pending.Task.ConfigureAwait(false);
    }

    public IAsyncEnumerable<CustomerFile> ReadAllAsync(TenantId tenant, CancellationToken cancellation) =>
        new BulkReading(_table, _keys, tenant).ReadAsync(cancellation);

    public Task<IReadOnlyList<T>> ReadAllAsync<T>(TenantId tenant, Func<T> start, Action<T, CustomerFile> add, CancellationToken cancellation) =>
        new BulkReading(_table, _keys, tenant).FoldAsync(start, add, cancellation);

    public IReadOnlyCollection<CustomerId>? TakeChanged(TenantId tenant) => _changed.Take(tenant);

    public async Task<IReadOnlyDictionary<string, long>> EraseAsync(TenantId tenant, CustomerId customer, DateTimeOffset at)
    {
        var name = NameOf(tenant, customer);
        // Lines on their way to the log are sealed while there is still a key, then counted and removed like the rest.
        await _decisions.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        // First: data of before this erasure must never come back unnoticed.
        _keys.Store.Add(new Tombstone(name.Tombstone, at.UtcTicks));
        var (lines, consents) = await RemoveAsync(tenant, customer, name, at).ConfigureAwait(false);
        _keys.Forget(name.Key);
        _atStep?.Invoke("erase:removed");
        var decisions = await FinishAsync(name.Key).ConfigureAwait(false);
        return new Dictionary<string, long> { ["history"] = lines, ["consents"] = consents, ["decisions"] = decisions };
    }

    /// <summary>Her rows are gone: what is left is finished now or, where the disk or the database fails, as soon as they are back.</summary>
    private async Task<long> FinishAsync(CustomerKey customer)
    {
        try
        {
            return await ContinueErasureAsync(customer).ConfigureAwait(false);
        }
        catch
        {
            if (Interlocked.Exchange(ref _isResuming, 1) == 0)
                _resuming = Task.Run(ResumeUntilDoneAsync);
            throw;
        }
    }

    private async Task ResumeUntilDoneAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(ResumeAfter, _closing.Token).ConfigureAwait(false);
                try
                {
                    await ResumeErasuresAsync(_closing.Token).ConfigureAwait(false);
                    return;
                }
                catch (Exception problem) when (problem is StoreUnavailableException or KeysUnavailableException or IOException)
                {
                    // Tried again after a while; at the latest by the next start.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The store closes; the next start resumes.
        }
        finally
        {
            Volatile.Write(ref _isResuming, 0);
        }
    }

    /// <summary>Finishes the erasures that a crash or a failure left open.</summary>
    public async Task ResumeErasuresAsync(CancellationToken cancellation)
    {
        foreach (var customer in await _table.OpenErasuresAsync(cancellation).ConfigureAwait(false))
            await ContinueErasureAsync(customer).ConfigureAwait(false);
    }

    public async Task<int> CountOpenErasuresAsync() => (await _table.OpenErasuresAsync(CancellationToken.None).ConfigureAwait(false)).Count;

    public Task<StoreFigures> CountAsync(TenantId tenant, CancellationToken cancellation) => _table.CountAsync(tenant, cancellation);

    /// <summary>See <see cref="RapportStore"/>.</summary>
    public async Task<long> SeedAsync(TenantId tenant, int count, Func<int, CustomerId> customerOf, Action<CustomerFile, int> fill, IProgress<double> progress, CancellationToken cancellation)
    {
        if ((await CountAsync(tenant, cancellation).ConfigureAwait(false)).Customers > 0)
            throw new InvalidOperationException("Only a tenant without customers is seeded.");
        return await new CustomerSeeding(_table, _keys, tenant, customerOf, fill).RunAsync(count, progress, cancellation).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_writers).ConfigureAwait(false);
        await _resuming.ContinueWith(static _ => { }, TaskScheduler.Default).ConfigureAwait(false);
        await _sweep.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Also what failed is noted: nobody knows whether it reached the disk.</summary>
    private async Task<(long Lines, long Consents)> RemoveAsync(TenantId tenant, CustomerId customer, CustomerName name, DateTimeOffset at)
    {
        try
        {
            return await _table.RemoveAsync(name, at).ConfigureAwait(false);
        }
        finally
        {
            _changed.Note(tenant, customer);
        }
    }

    private async Task<long> ContinueErasureAsync(CustomerKey customer)
    {
        await _table.DestroyKeyAsync(customer, () => _keys.Destroy(customer)).ConfigureAwait(false);
        _atStep?.Invoke("erase:key-destroyed");
        var decisions = await _decisions.EraseAsync(customer).ConfigureAwait(false);
        _atStep?.Invoke("erase:decisions-removed");
        await _table.FinishErasureAsync(customer).ConfigureAwait(false);
        _sweep.Wish();
        return decisions;
    }

    /// <summary>Completes when no dead rows of erasures so far wait to be cleared.</summary>
    public Task SweptAsync() => _sweep.Done;

    private async Task WriteAsync()
    {
        var batch = new List<PendingChange>(MostPerBatch);
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < MostPerBatch && _waiting.Reader.TryRead(out var pending))
            {
                if (!pending.IsGivenUp)
                    batch.Add(pending);
            }

            if (batch.Count > 0)
                await WriteAsync(batch).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private async Task WriteAsync(List<PendingChange> changes)
    {
        try
        {
            var batch = new ChangeBatch(_keys, changes);
            IReadOnlyList<CustomerWrite> written = [];
            await _table.ChangeAsync(batch.Names, stored => written = batch.Run(stored)).ConfigureAwait(false);
            batch.ForgetWithdrawn(written);
            // Before the customer is told: what she hears is true of every backup that is restored later.
            if (batch.Refusals.Count > 0)
                _keys.Store.Add(batch.Refusals, _keys.Now);
            _canWrite = true;
            Note(changes, new HashSet<CustomerKey>(written.Select(write => write.Key)));
            changes.ForEach(change => change.Complete());
        }
#pragma warning disable CA1031 // The writer must live on; every caller of the batch is told.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            _canWrite = problem is not StoreUnavailableException;
            // Nobody knows whether a transaction that failed at its end is on disk.
            Note(changes, null);
            changes.ForEach(change => change.Fail(problem));
        }
    }

    private void Note(List<PendingChange> changes, HashSet<CustomerKey>? written)
    {
        foreach (var change in changes)
        {
            if (written is null || written.Contains(change.Name.Key))
                _changed.Note(change.Name.Key.Tenant, change.Customer);
        }
    }

    private CustomerName NameOf(TenantId tenant, CustomerId customer) => new(_keys.CustomerKeyOf(tenant, customer), _keys.TombstoneKeyOf(tenant, customer));

    private CustomerFile Open(StoredCustomer stored, CustomerId customer) =>
        FileSealer.Open(stored, _keys, customer, out _)?.File ?? throw BulkReading.Unopened();
}
