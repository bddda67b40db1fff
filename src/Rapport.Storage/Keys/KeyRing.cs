using System.Collections.Concurrent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Storage.Keys;

/// <summary>The keys at hand: keyed names of customers, and data keys opened for at most five minutes (ground rule 14).</summary>
/// <remarks><b>Default value</b>: without a key store every question throws <see cref="KeysUnavailableException"/>. <b>Threads</b>: safe.</remarks>
internal sealed class KeyRing : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<CustomerKey, Opened> _opened = new();
    private readonly ConcurrentDictionary<TenantId, byte[]> _logKeys = new();
    private readonly MasterKey? _master;
    private readonly KeyStore? _store;
    private readonly TimeProvider _time;
    private readonly ITimer _sweep;

    public KeyRing(MasterKey? master, KeyStore? store, TimeProvider time)
    {
        (_master, _store, _time) = (master, store, time);
        _sweep = time.CreateTimer(_ => Sweep(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    public bool IsAvailable => _store is not null && _master is not null;

    public KeyStore Store => _store ?? throw Missing();

    public CustomerKey CustomerKeyOf(TenantId tenant, CustomerId customer) => (_master ?? throw Missing()).CustomerKeyOf(tenant, customer);

    public CustomerKey TombstoneKeyOf(TenantId tenant, CustomerId customer) => (_master ?? throw Missing()).TombstoneKeyOf(tenant, customer);

    public CustomerKey PseudonymOf(TenantId tenant, CustomerId customer) => (_master ?? throw Missing()).PseudonymOf(tenant, customer);

    /// <summary>A customer's data key, from memory or the key store; null where there is none.</summary>
    public byte[]? Find(CustomerKey customer)
    {
        if (_opened.TryGetValue(customer, out var opened) && _time.GetElapsedTime(opened.Since) < Lifetime)
            return opened.Key;
        return FindFresh(customer);
    }

    /// <summary>True while the key is in memory.</summary>
    public bool IsOpened(CustomerKey customer) => _opened.ContainsKey(customer);

    /// <summary>As the key store has it now, for when the one in memory does not fit: another server may have erased the customer.</summary>
    public byte[]? FindFresh(CustomerKey customer)
    {
        var key = Store.Find(customer);
        if (key is null)
            _opened.TryRemove(customer, out _);
        else
            _opened[customer] = new Opened(key, _time.GetTimestamp());
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

    /// <summary>Drops the key from memory; the next use asks the key store again.</summary>
    public void Forget(CustomerKey customer) => _opened.TryRemove(customer, out _);

    /// <summary>The key that seals decisions made without a customer's data.</summary>
    public byte[] LogKeyOf(TenantId tenant) => _logKeys.GetOrAdd(tenant, name => Store.EnsureTenantKey(name, "log").Key);

    /// <summary>Removes a data key from disk and memory for good.</summary>
    public void Destroy(CustomerKey customer)
    {
        Store.Destroy(customer);
        Forget(customer);
    }

    public void Dispose()
    {
        _sweep.Dispose();
        _opened.Clear();
        _store?.Dispose();
    }

    private static KeysUnavailableException Missing() => new("The key-encryption key is missing, or it is not the one of this key store.");

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
