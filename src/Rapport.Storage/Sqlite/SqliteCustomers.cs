using System.Security.Cryptography;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Customers;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Sqlite;

/// <summary>Customer rows in SQLite. The file's one writer is every customer's lock.</summary>
internal sealed class SqliteCustomers(SqlitePool pool) : ICustomerTable
{
    public int Writers => 1;

    public ValueTask<StoredCustomer> ReadAsync(CustomerName customer, CancellationToken cancellation) =>
        ValueTask.FromResult(pool.Ask(customer, LoadAtOnce) ?? pool.Read(reader => Load(reader, customer)));

    public Task ChangeAsync(IReadOnlyList<CustomerName> customers, Func<IReadOnlyList<StoredCustomer>, IReadOnlyList<CustomerWrite>> change)
    {
        pool.Write(writer =>
        {
            var stored = new StoredCustomer[customers.Count];
            for (var i = 0; i < stored.Length; i++)
                stored[i] = Load(writer, customers[i]);
            foreach (var write in change(stored))
                Save(writer, write);
        });
        return Task.CompletedTask;
    }

    public Task AddAsync(IReadOnlyList<CustomerWrite> customers)
    {
        pool.Write(writer =>
        {
            foreach (var write in customers)
                Save(writer, write);
        });
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StoredCustomer>> PageAsync(TenantId tenant, CustomerKey? after, CustomerKey? upTo, int count, CancellationToken cancellation) =>
        Task.FromResult(pool.Read<IReadOnlyList<StoredCustomer>>(reader =>
        {
            var statement = reader.Prepare("""
                SELECT customer_key, tail, body FROM customers
                WHERE tenant = ?1 AND customer_key > ?2 AND customer_key <= ?3 AND lines > 0 ORDER BY customer_key LIMIT ?4
                """).Bind(tenant.Value).Bind(after?.ToBytes() ?? [0]).Bind((upTo ?? new CustomerKey(tenant, UInt128.MaxValue)).ToBytes()).Bind(count);
            var page = new List<StoredCustomer>();
            while (statement.Step())
                page.Add(new StoredCustomer(CustomerKey.From(tenant, statement.Blob(0)), statement.Blob(1), statement.BlobOrNull(2), []));
            statement.Reset();
            return page.Count == 0 ? page : WithConsents(reader, page);
        }));

    public Task<StoreFigures> CountAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(pool.Read(reader =>
    {
        var totals = reader.Prepare("SELECT COUNT(*), COALESCE(SUM(lines), 0) FROM customers WHERE tenant = ?1").Bind(tenant.Value);
        totals.Step();
        var (customers, lines) = (totals.Long(0), totals.Long(1));
        totals.Reset();

        var granted = new Dictionary<Purposes, long>();
        var refused = new Dictionary<Purposes, long>();
        // SQLite takes the other columns from the row of the MAX.
        var choices = reader.Prepare("""
            SELECT purpose, choice = 1, COUNT(*)
            FROM (SELECT purpose, choice, MAX(seq) FROM consents WHERE tenant = ?1 AND topic IS NULL GROUP BY customer_key, purpose)
            GROUP BY 1, 2
            """).Bind(tenant.Value);
        while (choices.Step())
            (choices.Long(1) == 1 ? granted : refused)[(Purposes)choices.Long(0)] = choices.Long(2);
        choices.Reset();
        return new StoreFigures(customers, lines, granted, refused);
    }));

    public Task<(long Lines, long Consents)> RemoveAsync(CustomerName customer, DateTimeOffset at) => Task.FromResult(pool.Write(writer =>
    {
        var key = customer.Key.ToBytes();
        var tenant = customer.Key.Tenant.Value;
        writer.Prepare("INSERT INTO erasures VALUES (?1, ?2, ?3, 1, ?4)").Bind(RandomNumberGenerator.GetBytes(16)).Bind(tenant).Bind(key).Bind(at.UtcTicks).Run();
        writer.Prepare("INSERT INTO tombstones VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET erased_at = MAX(erased_at, excluded.erased_at)")
            .Bind(tenant).Bind(customer.Tombstone.ToBytes()).Bind(at.UtcTicks).Run();
        writer.Prepare("""
            INSERT INTO consent_evidence
            SELECT tenant, ?3, seq, purpose, choice, at, text_version, language, surface, source, topic, circumstances FROM consents WHERE tenant = ?1 AND customer_key = ?2
            """).Bind(tenant).Bind(key).Bind(RandomNumberGenerator.GetBytes(16)).Run();
        var consents = writer.Changes;
        writer.Prepare("DELETE FROM consents WHERE tenant = ?1 AND customer_key = ?2").Bind(tenant).Bind(key).Run();
        var statement = writer.Prepare("DELETE FROM customers WHERE tenant = ?1 AND customer_key = ?2 RETURNING lines").Bind(tenant).Bind(key);
        var lines = statement.Step() ? statement.Long(0) : 0;
        statement.Run();
        return (lines, consents);
    }));

    public Task DestroyKeyAsync(CustomerKey customer, Action destroy)
    {
        pool.Write(writer =>
        {
            if (!IsDoomed(writer, customer))
                return;
            destroy();
            MarkDestroyed(writer, customer);
        });
        return Task.CompletedTask;
    }

    public Task FinishErasureAsync(CustomerKey customer)
    {
        pool.TruncateLog();
        pool.Write(writer => writer.Prepare("UPDATE erasures SET step = 3, customer_key = NULL WHERE tenant = ?1 AND customer_key = ?2 AND step = 2")
            .Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Run());
        pool.TruncateLog();
        return Task.CompletedTask;
    }

    /// <summary>Its deletes overwrite (secure_delete), and the end of an erasure cuts the write-ahead log.</summary>
    public Task SweepAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<CustomerKey>> OpenErasuresAsync(CancellationToken cancellation) => Task.FromResult(pool.Read<IReadOnlyList<CustomerKey>>(reader =>
    {
        var statement = reader.Prepare("SELECT DISTINCT tenant, customer_key FROM erasures WHERE customer_key IS NOT NULL");
        var open = new List<CustomerKey>();
        while (statement.Step())
            open.Add(CustomerKey.From(new TenantId(statement.Text(0)), statement.Blob(1)));
        return open;
    }));

    /// <summary>Everything about a customer who has a file, in one statement: that is one consistent view without a transaction. Null for all others.</summary>
    private static StoredCustomer? LoadAtOnce(SqliteDatabase reader, CustomerName customer)
    {
        Span<byte> key = stackalloc byte[CustomerKey.Length];
        Span<byte> tombstone = stackalloc byte[CustomerKey.Length];
        customer.Key.Write(key);
        customer.Tombstone.Write(tombstone);
        var statement = reader.Prepare("""
            SELECT s.purpose, s.choice, s.at, s.text_version, s.language, s.surface, s.source, s.topic, s.circumstances, c.tail, c.body,
              (SELECT erased_at FROM tombstones WHERE tenant = ?1 AND tombstone_key = ?3)
            FROM customers c LEFT JOIN consents s ON s.tenant = ?1 AND s.customer_key = ?2
            WHERE c.tenant = ?1 AND c.customer_key = ?2 ORDER BY s.seq
            """).Bind(customer.Key.Tenant.Value).Bind(key).Bind(tombstone);
        try
        {
            if (!statement.Step())
                return null;
            var (tail, body) = (statement.Blob(9), statement.BlobOrNull(10));
            DateTimeOffset? erasedAt = statement.IsNull(11) ? null : new DateTimeOffset(statement.Long(11), TimeSpan.Zero);
            var entries = new List<ConsentEntry>();
            for (var hasRow = !statement.IsNull(0); hasRow; hasRow = statement.Step())
                entries.Add(Consent(statement));
            return new StoredCustomer(customer.Key, tail, body, entries, erasedAt);
        }
        finally
        {
            // A statement that is not at its end holds the reader to an old view, and the log from being cut.
            statement.Reset();
        }
    }

    private static StoredCustomer Load(SqliteDatabase database, CustomerName customer)
    {
        var statement = database.Prepare("SELECT tail, body FROM customers WHERE tenant = ?1 AND customer_key = ?2")
            .Bind(customer.Key.Tenant.Value).Bind(customer.Key.ToBytes());
        var (tail, body) = statement.Step() ? (statement.Blob(0), statement.BlobOrNull(1)) : default;
        statement.Reset();
        return new StoredCustomer(
            customer.Key,
            tail,
            body,
            tail is null ? [] : LoadConsents(database, customer.Key),
            LoadTombstone(database, customer.Tombstone),
            tail is null && IsDoomed(database, customer.Key));
    }

    /// <summary>The choices of a page of customers in one pass.</summary>
    private static StoredCustomer[] WithConsents(SqliteDatabase reader, List<StoredCustomer> page)
    {
        var whole = page.ToArray();
        var at = 0;
        var entries = new List<ConsentEntry>();
        var statement = reader.Prepare("""
            SELECT purpose, choice, at, text_version, language, surface, source, topic, circumstances, customer_key FROM consents
            WHERE tenant = ?1 AND customer_key >= ?2 AND customer_key <= ?3 ORDER BY customer_key, seq
            """).Bind(page[0].Key.Tenant.Value).Bind(page[0].Key.ToBytes()).Bind(page[^1].Key.ToBytes());
        while (statement.Step())
        {
            var key = CustomerKey.From(page[0].Key.Tenant, statement.Span(9));
            for (; page[at].Key.CompareTo(key) < 0; at++)
                Take();
            // Customers without lines have choices too, and are on no page.
            if (page[at].Key == key)
                entries.Add(Consent(statement));
        }

        statement.Reset();
        for (; at < whole.Length; at++)
            Take();
        return whole;

        void Take()
        {
            whole[at] = page[at] with { Consents = [.. entries] };
            entries.Clear();
        }
    }

    private static List<ConsentEntry> LoadConsents(SqliteDatabase database, CustomerKey customer)
    {
        var entries = new List<ConsentEntry>();
        var statement = database.Prepare("SELECT purpose, choice, at, text_version, language, surface, source, topic, circumstances FROM consents WHERE tenant = ?1 AND customer_key = ?2 ORDER BY seq")
            .Bind(customer.Tenant.Value).Bind(customer.ToBytes());
        while (statement.Step())
        {
            entries.Add(Consent(statement));
        }

        statement.Reset();
        return entries;
    }

    private static ConsentEntry Consent(SqliteStatement row) => Circumstances.Read(row.TextOrNull(8), new(
        (Purposes)row.Long(0),
        (ConsentChoice)row.Long(1),
        new DateTimeOffset(row.Long(2), TimeSpan.Zero),
        row.Word(3),
        row.Word(4),
        row.Word(5),
        (ConsentSource)row.Long(6),
        row.TextOrNull(7)));

    private static DateTimeOffset? LoadTombstone(SqliteDatabase database, CustomerKey tombstone)
    {
        var statement = database.Prepare("SELECT erased_at FROM tombstones WHERE tenant = ?1 AND tombstone_key = ?2").Bind(tombstone.Tenant.Value).Bind(tombstone.ToBytes());
        DateTimeOffset? erasedAt = statement.Step() ? new DateTimeOffset(statement.Long(0), TimeSpan.Zero) : null;
        statement.Reset();
        return erasedAt;
    }

    private static bool IsDoomed(SqliteDatabase database, CustomerKey customer)
    {
        var statement = database.Prepare("SELECT 1 FROM erasures WHERE tenant = ?1 AND customer_key = ?2 AND step = 1").Bind(customer.Tenant.Value).Bind(customer.ToBytes());
        var isDoomed = statement.Step();
        statement.Reset();
        return isDoomed;
    }

    private static void MarkDestroyed(SqliteDatabase writer, CustomerKey customer) =>
        writer.Prepare("UPDATE erasures SET step = 2 WHERE tenant = ?1 AND customer_key = ?2 AND step = 1").Bind(customer.Tenant.Value).Bind(customer.ToBytes()).Run();

    private static void Save(SqliteDatabase writer, CustomerWrite write)
    {
        var tenant = write.Key.Tenant.Value;
        var key = write.Key.ToBytes();
        if (write.IsNew)
        {
            MarkDestroyed(writer, write.Key);
            writer.Prepare("INSERT INTO customers VALUES (?1, ?2, ?3, ?4, ?5)").Bind(tenant).Bind(key).Bind(write.Tail).Bind(write.Body).Bind(write.Lines).Run();
        }
        else if (write.Body is null && !write.DropBody)
        {
            writer.Prepare("UPDATE customers SET tail = ?3, lines = ?4 WHERE tenant = ?1 AND customer_key = ?2").Bind(tenant).Bind(key).Bind(write.Tail).Bind(write.Lines).Run();
        }
        else
        {
            writer.Prepare("UPDATE customers SET tail = ?3, body = ?4, lines = ?5 WHERE tenant = ?1 AND customer_key = ?2")
                .Bind(tenant).Bind(key).Bind(write.Tail).Bind(write.Body).Bind(write.Lines).Run();
        }

        for (var i = 0; i < write.Consents.Count; i++)
        {
            var entry = write.Consents[i];
            writer.Prepare("INSERT INTO consents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")
                .Bind(tenant).Bind(key).Bind(write.FirstSeq + i).Bind((long)entry.Purpose).Bind((long)entry.Choice).Bind(entry.At.UtcTicks)
                .Bind(entry.TextVersion).Bind(entry.Language).Bind(entry.Surface).Bind((long)entry.Source).Bind(entry.Scope).Bind(Circumstances.Write(entry)).Run();
        }
    }
}
