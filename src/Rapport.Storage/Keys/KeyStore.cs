using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Customers;
using Rapport.Storage.Sealing;
using Rapport.Storage.Sqlite;

namespace Rapport.Storage.Keys;

/// <summary>The file of wrapped keys: one data key a customer, model and log keys a tenant. Never part of a data backup (ground rule 11).</summary>
/// <remarks><b>Invariant</b>: a key is on disk before anything is sealed with it. <b>Threads</b>: safe, also beside another process on the same file.</remarks>
internal sealed partial class KeyStore : IDisposable
{
    private readonly string _path;
    private readonly KeyEncryption _encryption;
    private readonly SqliteDatabase _writer;
    private readonly SqliteDatabase _reader;
    private readonly Lock _writing = new();
    private readonly Lock _reading = new();

    private volatile Generations _generations;
    private bool _isClosed;

    /// <summary>Opens a key store, or makes one.</summary>
    /// <param name="reference">Of the key-encryption key that a new store begins with.</param>
    /// <exception cref="KeysUnavailableException">A key-encryption key is missing or another.</exception>
    public KeyStore(string path, KeyEncryption encryption, string reference)
    {
        (_path, _encryption) = (path, encryption);
        _writer = new SqliteDatabase(path);
        try
        {
            _writer.Migrate("Sqlite/schema/keys");
            _generations = _writer.Transact(inside =>
            {
                if (Generations.Read(inside, encryption) is { } known)
                    return known;
                Generations.Begin(inside, encryption, reference, FingerprintOfBefore(inside));
                return Generations.Read(inside, encryption)!;
            });
            _reader = new SqliteDatabase(path, isReader: true);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    public RootSecret Root => _generations.Root;

    /// <summary>The number of the newest wrapping key, as this process last saw it.</summary>
    public int Generation => _generations.Current;

    /// <summary>False when the store's file or a key-encryption key is not where it was; a rotation by another process is followed.</summary>
    public bool IsThere()
    {
        if (!File.Exists(_path))
            return false;
        if (_generations.AreThere())
            return true;
        try
        {
            lock (_reading)
            {
                return Guarded(() => Reload(_reader)).AreThere();
            }
        }
        catch (KeysUnavailableException)
        {
            return false;
        }
    }

    /// <summary>A customer's data key, or null where there is none.</summary>
    /// <exception cref="KeysUnavailableException">The key store cannot be read or the key not be unwrapped.</exception>
    public byte[]? Find(CustomerKey customer)
    {
        lock (_reading)
        {
            return Guarded(() => Find(_reader, customer));
        }
    }

    /// <summary>The data keys of a tenant from one customer to another, as they are kept; <see cref="Unwrap(CustomerKey, WrappedKey)"/> opens them.</summary>
    public Dictionary<CustomerKey, WrappedKey> Range(CustomerKey first, CustomerKey last)
    {
        lock (_reading)
        {
            return Guarded(() =>
            {
                var keys = new Dictionary<CustomerKey, WrappedKey>();
                var statement = _reader.Prepare("SELECT customer_key, generation, wrapped FROM data_keys WHERE tenant = ?1 AND customer_key >= ?2 AND customer_key <= ?3")
                    .Bind(first.Tenant.Value).Bind(first.ToBytes()).Bind(last.ToBytes());
                while (statement.Step())
                    keys.Add(CustomerKey.From(first.Tenant, statement.Span(0)), new WrappedKey((int)statement.Long(1), statement.Blob(2)));
                statement.Reset();
                return keys;
            });
        }
    }

    public byte[] Unwrap(CustomerKey customer, WrappedKey wrapped)
    {
        lock (_reading)
        {
            return Guarded(() => Unwrap(_reader, wrapped, Name(customer)));
        }
    }

    /// <summary>The data keys of customers in order, made where missing; on disk when it returns.</summary>
    public byte[][] Ensure(IReadOnlyList<CustomerKey> customers) => Writing(writer => writer.Transact(inside =>
    {
        var generations = Newest(inside);
        var keys = new byte[customers.Count][];
        for (var i = 0; i < keys.Length; i++)
        {
            if (Find(inside, customers[i]) is { } known)
            {
                keys[i] = known;
                continue;
            }

            keys[i] = RandomNumberGenerator.GetBytes(Sealer.KeyLength);
            Insert(inside, customers[i], generations.Wrap(keys[i], Name(customers[i])));
        }

        return keys;
    }));

    /// <summary>Keeps wrapped keys of customers who had none; on disk when it returns.</summary>
    public void Add(IReadOnlyList<(CustomerKey Customer, WrappedKey Wrapped)> keys) => Writing(writer => writer.Transact(inside =>
    {
        foreach (var (customer, wrapped) in keys)
            Insert(inside, customer, wrapped);
        return keys.Count;
    }));

    /// <summary>A data key as the store keeps it.</summary>
    public WrappedKey Wrap(CustomerKey customer, byte[] key) => _generations.Wrap(key, Name(customer));

    /// <summary>Remembers an erasure, for data that are restored from before it.</summary>
    public void Add(Tombstone tombstone) => Writing(writer =>
    {
        writer.Prepare("INSERT INTO tombstones VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET erased_at = MAX(erased_at, excluded.erased_at)")
            .Bind(tombstone.Key.Tenant.Value).Bind(tombstone.Key.ToBytes()).Bind(tombstone.ErasedAt).Run();
        return 0;
    });

    /// <summary>All erasures since the key store remembers them.</summary>
    public IReadOnlyList<Tombstone> Tombstones()
    {
        lock (_reading)
        {
            return Guarded(() =>
            {
                var tombstones = new List<Tombstone>();
                var statement = _reader.Prepare("SELECT tenant, tombstone_key, erased_at FROM tombstones");
                while (statement.Step())
                    tombstones.Add(new Tombstone(CustomerKey.From(new TenantId(statement.Text(0)), statement.Span(1)), statement.Long(2)));
                statement.Reset();
                return tombstones;
            });
        }
    }

    /// <summary>Removes a data key for good, with what was refused under it: its page is overwritten and the write-ahead log cut.</summary>
    public void Destroy(CustomerKey customer) => Writing(writer =>
    {
        writer.Transact(inside =>
        {
            inside.Prepare("DELETE FROM data_keys WHERE tenant = ?1 AND customer_key = ?2").Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Run();
            inside.Prepare("DELETE FROM refusals WHERE tenant = ?1 AND customer_key = ?2").Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Run();
        });
        writer.TruncateLog();
        return 0;
    });

    /// <summary>A tenant's key of that id, or null.</summary>
    public byte[]? FindTenantKey(TenantId tenant, string use, ReadOnlySpan<byte> keyId)
    {
        var id = keyId.ToArray();
        lock (_reading)
        {
            return Guarded(() =>
            {
                var statement = _reader.Prepare("SELECT generation, wrapped FROM tenant_keys WHERE tenant = ?1 AND use = ?2 AND key_id = ?3").Bind(tenant.Value).Bind(use).Bind(id);
                WrappedKey? wrapped = statement.Step() ? new WrappedKey((int)statement.Long(0), statement.Blob(1)) : null;
                statement.Reset();
                return wrapped is null ? null : Unwrap(_reader, wrapped.Value, Name(tenant, use, id));
            });
        }
    }

    /// <summary>The newest key of a tenant for a use, made when there is none or a fresh one is asked for.</summary>
    public (byte[] Id, byte[] Key) EnsureTenantKey(TenantId tenant, string use, bool fresh = false) => Writing(writer => writer.Transact(inside =>
    {
        var statement = inside.Prepare("SELECT key_id, generation, wrapped FROM tenant_keys WHERE tenant = ?1 AND use = ?2 LIMIT 1").Bind(tenant.Value).Bind(use);
        var known = !fresh && statement.Step() ? (Id: statement.Blob(0), Wrapped: new WrappedKey((int)statement.Long(1), statement.Blob(2))) : default;
        statement.Reset();
        if (known.Id is not null)
            return (known.Id, Unwrap(inside, known.Wrapped, Name(tenant, use, known.Id)));

        var (id, key) = (RandomNumberGenerator.GetBytes(8), RandomNumberGenerator.GetBytes(Sealer.KeyLength));
        var wrapped = Newest(inside).Wrap(key, Name(tenant, use, id));
        inside.Prepare("INSERT INTO tenant_keys VALUES (?1, ?2, ?3, ?4, ?5)").Bind(tenant.Value).Bind(use).Bind(id).Bind(wrapped.Bytes).Bind(wrapped.Generation).Run();
        return (id, key);
    }));

    /// <summary>Destroys every key of a tenant for a use but one.</summary>
    public void DestroyTenantKeysBut(TenantId tenant, string use, byte[] keyId) => Writing(writer =>
    {
        writer.Prepare("DELETE FROM tenant_keys WHERE tenant = ?1 AND use = ?2 AND key_id <> ?3").Bind(tenant.Value).Bind(use).Bind(keyId).Run();
        writer.TruncateLog();
        return 0;
    });

    public void Dispose()
    {
        lock (_reading)
        {
            lock (_writing)
            {
                _isClosed = true;
                _reader.Dispose();
                _writer.Dispose();
            }
        }
    }

    public static byte[] Name(CustomerKey customer) => [.. Encoding.UTF8.GetBytes("data\0" + customer.Tenant.Value + "\0"), .. customer.ToBytes()];

    public static byte[] Name(TenantId tenant, string use, byte[] keyId) => [.. Encoding.UTF8.GetBytes(use + "\0" + tenant.Value + "\0"), .. keyId];

    private static void Insert(SqliteDatabase inside, CustomerKey customer, WrappedKey wrapped) =>
        inside.Prepare("INSERT OR REPLACE INTO data_keys VALUES (?1, ?2, ?3, ?4)").Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Bind(wrapped.Bytes).Bind(wrapped.Generation).Run();

    private static byte[]? FingerprintOfBefore(SqliteDatabase inside)
    {
        var statement = inside.Prepare("SELECT value FROM meta WHERE name = 'kek'");
        var fingerprint = statement.Step() ? statement.Blob(0) : null;
        statement.Reset();
        return fingerprint;
    }

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return _isClosed ? throw new KeysUnavailableException("The key store was taken away.") : work();
        }
        catch (StoreUnavailableException problem)
        {
            throw new KeysUnavailableException("The key store cannot be used.", problem);
        }
    }

    /// <summary>A key written to a file that was taken away would be lost with it.</summary>
    private T Writing<T>(Func<SqliteDatabase, T> work)
    {
        lock (_writing)
        {
            return Guarded(() => File.Exists(_path) ? work(_writer) : throw new KeysUnavailableException("The key store was taken away."));
        }
    }

    private byte[]? Find(SqliteDatabase database, CustomerKey customer)
    {
        var statement = database.Prepare("SELECT generation, wrapped FROM data_keys WHERE tenant = ?1 AND customer_key = ?2").Bind(customer.Tenant.Value).Bind(customer.ToBytes());
        WrappedKey? wrapped = statement.Step() ? new WrappedKey((int)statement.Long(0), statement.Blob(1)) : null;
        statement.Reset();
        return wrapped is null ? null : Unwrap(database, wrapped.Value, Name(customer));
    }

    private byte[] Unwrap(SqliteDatabase database, WrappedKey wrapped, byte[] name) =>
        _generations.TryUnwrap(wrapped, name, out var key) || Reload(database).TryUnwrap(wrapped, name, out key)
            ? key
            : throw new KeysUnavailableException("A key is of a generation that is gone.");

    /// <summary>What new keys are wrapped with: within a transaction, so that none is wrapped with a generation that another process retires.</summary>
    private Generations Newest(SqliteDatabase inside) =>
        Generations.NewestIn(inside) == _generations.Current ? _generations : Reload(inside);

    private Generations Reload(SqliteDatabase database) =>
        _generations = Generations.Read(database, _encryption) ?? throw new KeysUnavailableException("The key store has no generation.");
}
