using System.Collections.Concurrent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Storage.Keys;

/// <summary>The keys at hand: keyed names of customers, and data keys opened for at most five minutes (ground rule 14).</summary>
/// <remarks>
/// <b>Default value</b>: without a key store every question throws <see cref="KeysUnavailableException"/>. <b>Threads</b>: safe.
/// Keys that are taken away while the server runs are missed within a second, and found again when they are back.
/// </remarks>
internal sealed class KeyRing : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan WatchEvery = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<CustomerKey, Opened> _opened = new();
    private readonly ConcurrentDictionary<TenantId, byte[]> _logKeys = new();
    private readonly Func<KeyStore?>? _openAgain;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private readonly ITimer _watch;
    private readonly Lock _watching = new();
    private volatile KeyStore? _store;
    private bool _isClosed;
    private long _destroyed;

    /// <param name="openAgain">Opens the same key store once more; null when it is not there. Null where keys were missing from the start: what began without them stays so.</param>
    public KeyRing(KeyStore? store, Func<KeyStore?>? openAgain, TimeProvider time)
    {
        (_store, _openAgain, _time) = (store, openAgain, time);
        _sweep = time.CreateTimer(_ => Sweep(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        _watch = time.CreateTimer(_ => Watch(), null, WatchEvery, WatchEvery);
    }

    public bool IsAvailable => _store is not null;

    public DateTimeOffset Now => _time.GetUtcNow();

    public KeyStore Store => _store ?? throw Missing();

    public CustomerKey CustomerKeyOf(TenantId tenant, CustomerId customer) => Store.Root.CustomerKeyOf(tenant, customer);

    public CustomerKey TombstoneKeyOf(TenantId tenant, CustomerId customer) => Store.Root.TombstoneKeyOf(tenant, customer);

    public CustomerKey PseudonymOf(TenantId tenant, CustomerId customer) => Store.Root.PseudonymOf(tenant, customer);

    /// <summary>A customer's data key, from memory or the key store; null where there is none.</summary>
    public byte[]? Find(CustomerKey customer)
    {
        if (_store is not null && _opened.TryGetValue(customer, out var opened) && _time.GetElapsedTime(opened.Since) < Lifetime)
            return opened.Key;
        return FindFresh(customer);
    }

    /// <summary>True while the key is in memory.</summary>
    public bool IsOpened(CustomerKey customer) => _opened.ContainsKey(customer);

    /// <summary>As the key store has it now, for when the one in memory does not fit: another server may have erased the customer.</summary>
    public byte[]? FindFresh(CustomerKey customer)
    {
        var before = Interlocked.Read(ref _destroyed);
        var key = Store.Find(customer);
        if (key is null)
            _opened.TryRemove(customer, out _);
        else
            _opened[customer] = new Opened(key, _time.GetTimestamp());
        // It was read while a key was being destroyed: perhaps this one.
        if (Interlocked.Read(ref _destroyed) != before)
            Forget(customer);
        return key;
    }

    /// <summary>Keys for customers without a file, straight from the key store, made where missing; on disk when it returns.</summary>
    public byte[][] Ensure(IReadOnlyList<CustomerKey> customers)
    {
        if (customers.Count == 0)
            return [];
        var keys = Store.Ensure(customers);
        for (var i = 0; i < keys.Length; i++)
            _opened[customers[i]] = new Opened(keys[i], _time.GetTimestamp());
        return keys;
    }

    /// <summary>The number of the newest wrapping key; null while keys are away.</summary>
    public int? Generation => _store?.Generation;

    /// <summary>Drops the key from memory; the next use asks the key store again.</summary>
    public void Forget(CustomerKey customer) => _opened.TryRemove(customer, out _);

    /// <summary>The key that seals decisions made without a customer's data.</summary>
    public byte[] LogKeyOf(TenantId tenant) => _store is null ? throw Missing() : _logKeys.GetOrAdd(tenant, name => Store.EnsureTenantKey(name, "log").Key);

    /// <summary>Removes a data key from disk and memory for good.</summary>
    public void Destroy(CustomerKey customer)
    {
        Store.Destroy(customer);
        Interlocked.Increment(ref _destroyed);
        Forget(customer);
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _watch.Dispose();
        lock (_watching)
        {
            _isClosed = true;
            Drop();
        }
    }

    private static KeysUnavailableException Missing() => new("The key-encryption key is missing, or it is not the one of this key store.");

    /// <summary>Asks whether the keys are still there, and takes them back when they are again.</summary>
    public void Watch()
    {
        // A look that takes longer than a second is not joined by the next one.
        if (!_watching.TryEnter())
            return;
        try
        {
            if (_isClosed)
                return;
            if (_store is null)
                _store = _openAgain?.Invoke();
            else if (!_store.IsThere())
                Drop();
        }
        finally
        {
            _watching.Exit();
        }
    }

    private void Drop()
    {
        var store = _store;
        _store = null;
        _opened.Clear();
        _logKeys.Clear();
        store?.Dispose();
    }

    private void Sweep()
    {
        foreach (var (customer, opened) in _opened)
        {
            if (_time.GetElapsedTime(opened.Since) >= Lifetime)
                _opened.TryRemove(KeyValuePair.Create(customer, opened));
        }
    }

    private sealed record Opened(byte[] Key, long Since);
}
