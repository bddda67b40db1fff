using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Sealing;
using Rapport.Storage.Sqlite;

namespace Rapport.Storage.Keys;

/// <summary>The file of wrapped keys: one data key a customer, model and log keys a tenant. Never part of a data backup (ground rule 11).</summary>
/// <remarks><b>Invariant</b>: a key is on disk before anything is sealed with it. <b>Threads</b>: safe, also beside another process on the same file.</remarks>
internal sealed class KeyStore : IDisposable
{
    private readonly MasterKey _master;
    private readonly SqliteDatabase _writer;
    private readonly SqliteDatabase _reader;
    private readonly Lock _writing = new();
    private readonly Lock _reading = new();

    public KeyStore(string path, MasterKey master)
    {
        _master = master;
        _writer = new SqliteDatabase(path);
        _writer.Migrate("Sqlite/schema/keys");
        _reader = new SqliteDatabase(path, isReader: true);
    }

    /// <summary>True when the store is this master key's; a new store becomes it.</summary>
    public bool BelongsToMaster() => Writing(writer => writer.Transact(inside =>
    {
        inside.Prepare("INSERT OR IGNORE INTO meta VALUES ('kek', ?1)").Bind(_master.Fingerprint).Run();
        var statement = inside.Prepare("SELECT value FROM meta WHERE name = 'kek'");
        statement.Step();
        var stored = statement.Blob(0);
        statement.Reset();
        return CryptographicOperations.FixedTimeEquals(stored, _master.Fingerprint);
    }));

    /// <summary>A customer's data key, or null where there is none.</summary>
    /// <exception cref="KeysUnavailableException">The key store cannot be read or the key not be unwrapped.</exception>
    public byte[]? Find(CustomerKey customer)
    {
        lock (_reading)
        {
            return Guarded(() => Find(_reader, customer));
        }
    }

    /// <summary>The data keys of a tenant from one customer to another, as they are kept; <see cref="Unwrap(CustomerKey, byte[])"/> opens them.</summary>
    public Dictionary<CustomerKey, byte[]> Range(CustomerKey first, CustomerKey last)
    {
        lock (_reading)
        {
            return Guarded(() =>
            {
                var keys = new Dictionary<CustomerKey, byte[]>();
                var statement = _reader.Prepare("SELECT customer_key, wrapped FROM data_keys WHERE tenant = ?1 AND customer_key >= ?2 AND customer_key <= ?3")
                    .Bind(first.Tenant.Value).Bind(first.ToBytes()).Bind(last.ToBytes());
                while (statement.Step())
                    keys.Add(CustomerKey.From(first.Tenant, statement.Span(0)), statement.Blob(1));
                statement.Reset();
                return keys;
            });
        }
    }

    public byte[] Unwrap(CustomerKey customer, byte[] wrapped) => Unwrap(wrapped, Name(customer));

    /// <summary>The data keys of customers in order, made where missing; on disk when it returns.</summary>
    public byte[][] Ensure(IReadOnlyList<CustomerKey> customers) => Writing(writer => writer.Transact(inside =>
    {
        var keys = new byte[customers.Count][];
        for (var i = 0; i < keys.Length; i++)
        {
            if (Find(inside, customers[i]) is { } known)
            {
                keys[i] = known;
                continue;
            }

            keys[i] = RandomNumberGenerator.GetBytes(Sealer.KeyLength);
            inside.Prepare("INSERT INTO data_keys VALUES (?1, ?2, ?3)")
                .Bind(customers[i].Tenant.Value).Bind(customers[i].ToBytes()).Bind(Wrap(keys[i], Name(customers[i]))).Run();
        }

        return keys;
    }));

    /// <summary>Keeps wrapped keys of customers who had none; on disk when it returns.</summary>
    public void Add(IReadOnlyList<(CustomerKey Customer, byte[] Wrapped)> keys) => Writing(writer => writer.Transact(inside =>
    {
        foreach (var (customer, wrapped) in keys)
            inside.Prepare("INSERT OR REPLACE INTO data_keys VALUES (?1, ?2, ?3)").Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Bind(wrapped).Run();
        return keys.Count;
    }));

    /// <summary>A data key as the store keeps it.</summary>
    public byte[] Wrap(CustomerKey customer, byte[] key) => Wrap(key, Name(customer));

    /// <summary>Removes a data key for good: its page is overwritten and the write-ahead log cut.</summary>
    public void Destroy(CustomerKey customer) => Writing(writer =>
    {
        writer.Prepare("DELETE FROM data_keys WHERE tenant = ?1 AND customer_key = ?2").Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Run();
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
                var statement = _reader.Prepare("SELECT wrapped FROM tenant_keys WHERE tenant = ?1 AND use = ?2 AND key_id = ?3").Bind(tenant.Value).Bind(use).Bind(id);
                var wrapped = statement.Step() ? statement.Blob(0) : null;
                statement.Reset();
                return wrapped is null ? null : Unwrap(wrapped, Name(tenant, use, id));
            });
        }
    }

    /// <summary>The newest key of a tenant for a use, made when there is none or a fresh one is asked for.</summary>
    public (byte[] Id, byte[] Key) EnsureTenantKey(TenantId tenant, string use, bool fresh = false) => Writing(writer => writer.Transact(inside =>
    {
        var statement = inside.Prepare("SELECT key_id, wrapped FROM tenant_keys WHERE tenant = ?1 AND use = ?2 LIMIT 1").Bind(tenant.Value).Bind(use);
        var known = !fresh && statement.Step() ? (Id: statement.Blob(0), Wrapped: statement.Blob(1)) : default;
        statement.Reset();
        if (known.Id is not null)
            return (known.Id, Unwrap(known.Wrapped, Name(tenant, use, known.Id)));

        var (id, key) = (RandomNumberGenerator.GetBytes(8), RandomNumberGenerator.GetBytes(Sealer.KeyLength));
        inside.Prepare("INSERT INTO tenant_keys VALUES (?1, ?2, ?3, ?4)").Bind(tenant.Value).Bind(use).Bind(id).Bind(Wrap(key, Name(tenant, use, id))).Run();
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
            _reader.Dispose();
        lock (_writing)
            _writer.Dispose();
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StoreUnavailableException problem)
        {
            throw new KeysUnavailableException("The key store cannot be used.", problem);
        }
    }

    private static byte[] Name(CustomerKey customer) => [.. Encoding.UTF8.GetBytes("data\0" + customer.Tenant.Value + "\0"), .. customer.ToBytes()];

    private static byte[] Name(TenantId tenant, string use, byte[] keyId) => [.. Encoding.UTF8.GetBytes(use + "\0" + tenant.Value + "\0"), .. keyId];

    private T Writing<T>(Func<SqliteDatabase, T> work)
    {
        lock (_writing)
        {
            return Guarded(() => work(_writer));
        }
    }

    private byte[]? Find(SqliteDatabase database, CustomerKey customer)
    {
        var statement = database.Prepare("SELECT wrapped FROM data_keys WHERE tenant = ?1 AND customer_key = ?2").Bind(customer.Tenant.Value).Bind(customer.ToBytes());
        var wrapped = statement.Step() ? statement.Blob(0) : null;
        statement.Reset();
        return wrapped is null ? null : Unwrap(wrapped, Name(customer));
    }

    private byte[] Wrap(byte[] key, byte[] name) => Sealer.Seal(_master.Wrapping, key, name);

    private byte[] Unwrap(byte[] wrapped, byte[] name) =>
        Sealer.Open(_master.Wrapping, wrapped, name) ?? throw new KeysUnavailableException("A key does not open under the key-encryption key.");
}
