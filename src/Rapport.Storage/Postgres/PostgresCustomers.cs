using System.Security.Cryptography;
using Npgsql;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Storage.Customers;
using Rapport.Storage.Keys;

namespace Rapport.Storage.Postgres;

/// <summary>Customer rows in PostgreSQL. A customer's lock is an advisory lock, so that one never seen is locked too, whatever server asks.</summary>
internal sealed class PostgresCustomers(PostgresPool pool, int writers) : ICustomerTable
{
    /// <summary>One statement, hence one snapshot: file, choices, tombstone and doom fit together.</summary>
    private const string LoadSql = """
        SELECT w.n, c.tail, c.body, t.erased_at,
          EXISTS (SELECT FROM erasures e WHERE e.tenant = w.tenant AND e.customer_key = w.customer_key AND e.step = 1),
          k.purposes, k.choices, k.times, k.versions, k.languages, k.surfaces, k.sources, k.topics, k.circumstances
        FROM unnest($1::text[], $2::bytea[], $3::bytea[]) WITH ORDINALITY AS w (tenant, customer_key, tombstone_key, n)
        LEFT JOIN customers c ON c.tenant = w.tenant AND c.customer_key = w.customer_key
        LEFT JOIN tombstones t ON t.tenant = w.tenant AND t.tombstone_key = w.tombstone_key
        LEFT JOIN LATERAL (
        """ + ConsentsSql + ") k ON c.tenant IS NOT NULL";

    private const string PageSql = """
        SELECT c.customer_key, c.tail, c.body, NULL::bigint, false, k.purposes, k.choices, k.times, k.versions, k.languages, k.surfaces, k.sources, k.topics, k.circumstances
        FROM (SELECT * FROM customers WHERE tenant = $1 AND customer_key > $2 AND customer_key <= $3 AND lines > 0 ORDER BY customer_key LIMIT $4) c
        LEFT JOIN LATERAL (
        """ + ConsentsSql + ") k ON true ORDER BY c.customer_key";

    private const string ConsentsSql = """
        SELECT array_agg(purpose ORDER BY seq) AS purposes, array_agg(choice ORDER BY seq) AS choices, array_agg(at ORDER BY seq) AS times,
          array_agg(text_version ORDER BY seq) AS versions, array_agg(language ORDER BY seq) AS languages, array_agg(surface ORDER BY seq) AS surfaces,
          array_agg(source ORDER BY seq) AS sources, array_agg(topic ORDER BY seq) AS topics, array_agg(circumstances ORDER BY seq) AS circumstances
        FROM consents s WHERE s.tenant = c.tenant AND s.customer_key = c.customer_key
        """;

    public int Writers => writers;

    public async ValueTask<StoredCustomer> ReadAsync(CustomerName customer, CancellationToken cancellation) =>
        (await pool.ReadAsync(LoadSql, parameters => Bind(parameters, [customer]), reader => Load(reader, [customer]), cancellation).ConfigureAwait(false))[0];

    public Task ChangeAsync(IReadOnlyList<CustomerName> customers, Func<IReadOnlyList<StoredCustomer>, IReadOnlyList<CustomerWrite>> change) => pool.WriteAsync(async connection =>
    {
        StoredCustomer[] stored;
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(Lock(customers.Select(customer => customer.Key)));
            // Its snapshot is taken after the locks are held.
            var load = new NpgsqlBatchCommand(LoadSql);
            Bind(load.Parameters, customers);
            batch.BatchCommands.Add(load);
            var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.NextResultAsync().ConfigureAwait(false);
                stored = Load(reader, customers);
            }
        }

        await SaveAsync(connection, change(stored)).ConfigureAwait(false);
        return 0;
    });

    public Task AddAsync(IReadOnlyList<CustomerWrite> customers) => pool.WriteAsync(async connection =>
    {
        await SaveAsync(connection, customers).ConfigureAwait(false);
        return 0;
    });

    public async Task<IReadOnlyList<StoredCustomer>> PageAsync(TenantId tenant, CustomerKey? after, CustomerKey? upTo, int count, CancellationToken cancellation) =>
        await pool.ListAsync(PageSql, parameters => Add(parameters, tenant.Value, after?.ToBytes() ?? [], (upTo ?? new CustomerKey(tenant, UInt128.MaxValue)).ToBytes(), count), reader => Stored(CustomerKey.From(tenant, (byte[])reader[0]), reader), cancellation).ConfigureAwait(false);

    public async Task<StoreFigures> CountAsync(TenantId tenant, CancellationToken cancellation)
    {
        var (customers, lines) = (await pool.ListAsync(
            "SELECT count(*), coalesce(sum(lines), 0)::bigint FROM customers WHERE tenant = $1", parameters => Add(parameters, tenant.Value), reader => (reader.GetInt64(0), reader.GetInt64(1)), cancellation).ConfigureAwait(false))[0];
        var choices = await pool.ListAsync(
            """
            SELECT purpose, choice = 1, count(*)
            FROM (SELECT DISTINCT ON (customer_key, purpose) purpose, choice FROM consents WHERE tenant = $1 AND topic IS NULL ORDER BY customer_key, purpose, seq DESC) last
            GROUP BY 1, 2
            """,
            parameters => Add(parameters, tenant.Value),
            reader => (Purpose: (Purposes)reader.GetInt16(0), IsGranted: reader.GetBoolean(1), Count: reader.GetInt64(2)),
            cancellation).ConfigureAwait(false);
        return new StoreFigures(
            customers,
            lines,
            choices.Where(choice => choice.IsGranted).ToDictionary(choice => choice.Purpose, choice => choice.Count),
            choices.Where(choice => !choice.IsGranted).ToDictionary(choice => choice.Purpose, choice => choice.Count));
    }

    public Task<(long Lines, long Consents)> RemoveAsync(CustomerName customer, DateTimeOffset at) => pool.WriteAsync(async connection =>
    {
        var (tenant, key) = (customer.Key.Tenant.Value, customer.Key.ToBytes());
        await LockAsync(connection, customer.Key).ConfigureAwait(false);
        await PostgresPool.ExecuteAsync(connection, "INSERT INTO erasures VALUES ($1, $2, $3, 1, $4)", RandomNumberGenerator.GetBytes(16), tenant, key, at.UtcTicks).ConfigureAwait(false);
        await PostgresPool.ExecuteAsync(
            connection, "INSERT INTO tombstones AS t VALUES ($1, $2, $3) ON CONFLICT (tenant, tombstone_key) DO UPDATE SET erased_at = greatest(t.erased_at, excluded.erased_at)",
            tenant, customer.Tombstone.ToBytes(), at.UtcTicks).ConfigureAwait(false);
        var consents = await PostgresPool.ExecuteAsync(
            connection,
            """
            INSERT INTO consent_evidence
            SELECT tenant, $3, seq, purpose, choice, at, text_version, language, surface, source, topic, circumstances FROM consents WHERE tenant = $1 AND customer_key = $2
            """,
            tenant, key, RandomNumberGenerator.GetBytes(16)).ConfigureAwait(false);
        var delete = new NpgsqlCommand("DELETE FROM customers WHERE tenant = $1 AND customer_key = $2 RETURNING lines", connection);
        await using (delete.ConfigureAwait(false))
        {
            Add(delete.Parameters, tenant, key);
            return (await delete.ExecuteScalarAsync().ConfigureAwait(false) is int lines ? lines : 0L, (long)consents);
        }
    });

    public Task DestroyKeyAsync(CustomerKey customer, Action destroy) => pool.WriteAsync(async connection =>
    {
        await LockAsync(connection, customer).ConfigureAwait(false);
        var doomed = await PostgresPool.ExecuteAsync(
            connection, "UPDATE erasures SET step = 2 WHERE tenant = $1 AND customer_key = $2 AND step = 1", customer.Tenant.Value, customer.ToBytes()).ConfigureAwait(false);
        if (doomed > 0)
            destroy();
        return 0;
    });

    public Task FinishErasureAsync(CustomerKey customer) =>
        pool.WriteAsync(("UPDATE erasures SET step = 3, customer_key = NULL WHERE tenant = $1 AND customer_key = $2 AND step = 2", [customer.Tenant.Value, customer.ToBytes()]));

    public Task SweepAsync(CancellationToken cancellation) => PostgresSweep.RunAsync(pool, cancellation);

    public async Task<IReadOnlyList<CustomerKey>> OpenErasuresAsync(CancellationToken cancellation) =>
        await pool.ListAsync(
            "SELECT DISTINCT tenant, customer_key FROM erasures WHERE customer_key IS NOT NULL", _ => { }, reader => CustomerKey.From(new TenantId(reader.GetString(0)), (byte[])reader[1]), cancellation).ConfigureAwait(false);

    private static Task<int> LockAsync(NpgsqlConnection connection, CustomerKey customer) =>
        PostgresPool.ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1)", unchecked((long)(ulong)customer.Hash));

    /// <summary>Ascending, so that two transactions never wait for each other. The hash is of tenant and id.</summary>
    private static NpgsqlBatchCommand Lock(IEnumerable<CustomerKey> customers)
    {
        var command = new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock(k) FROM unnest($1) AS k");
        Add(command.Parameters, customers.Select(customer => unchecked((long)(ulong)customer.Hash)).Distinct().Order().ToArray());
        return command;
    }

    private static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<CustomerName> customers) => Add(
        parameters,
        customers.Select(customer => customer.Key.Tenant.Value).ToArray(),
        customers.Select(customer => customer.Key.ToBytes()).ToArray(),
        customers.Select(customer => customer.Tombstone.ToBytes()).ToArray());

    private static StoredCustomer[] Load(NpgsqlDataReader reader, IReadOnlyList<CustomerName> customers)
    {
        var stored = new StoredCustomer[customers.Count];
        while (reader.Read())
        {
            var place = (int)reader.GetInt64(0) - 1;
            stored[place] = Stored(customers[place].Key, reader);
        }

        return stored;
    }

    private static StoredCustomer Stored(CustomerKey key, NpgsqlDataReader reader)
    {
        ConsentEntry[] consents = [];
        if (!reader.IsDBNull(5))
        {
            var (purposes, choices, times) = (reader.GetFieldValue<short[]>(5), reader.GetFieldValue<short[]>(6), reader.GetFieldValue<long[]>(7));
            var (versions, languages, surfaces) = (reader.GetFieldValue<string[]>(8), reader.GetFieldValue<string[]>(9), reader.GetFieldValue<string[]>(10));
            var (sources, topics, circumstances) = (reader.GetFieldValue<short[]>(11), reader.GetFieldValue<string?[]>(12), reader.GetFieldValue<string?[]>(13));
            consents = [.. purposes.Select((purpose, i) => Circumstances.Read(circumstances[i], new ConsentEntry(
                (Purposes)purpose, (ConsentChoice)choices[i], new DateTimeOffset(times[i], TimeSpan.Zero), versions[i], languages[i], surfaces[i], (ConsentSource)sources[i], topics[i])))];
        }

        return new StoredCustomer(
            key,
            reader.IsDBNull(1) ? null : (byte[])reader[1],
            reader.IsDBNull(2) ? null : (byte[])reader[2],
            consents,
            reader.IsDBNull(3) ? null : new DateTimeOffset(reader.GetInt64(3), TimeSpan.Zero),
            reader.GetBoolean(4) && reader.IsDBNull(1));
    }

    private static async Task SaveAsync(NpgsqlConnection connection, IReadOnlyList<CustomerWrite> writes)
    {
        var batch = new NpgsqlBatch(connection);
        await using (batch.ConfigureAwait(false))
        {
            AddFiles(batch, [.. writes.Where(write => write.IsNew || write.Body is not null || write.DropBody)], [.. writes.Where(write => write is { IsNew: false, Body: null, DropBody: false })]);
            AddConsents(batch, writes);
            if (batch.BatchCommands.Count > 0)
                await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        }
    }

    private static void AddFiles(NpgsqlBatch batch, CustomerWrite[] whole, CustomerWrite[] tails)
    {
        if (whole.Length > 0)
        {
            AddCommand(
                batch,
                """
                INSERT INTO customers SELECT * FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::bytea[], $5::int[])
                ON CONFLICT (tenant, customer_key) DO UPDATE SET tail = excluded.tail, body = excluded.body, lines = excluded.lines
                """,
                Tenants(whole), Keys(whole), whole.Select(write => write.Tail).ToArray(), whole.Select(write => write.Body).ToArray(), whole.Select(write => write.Lines).ToArray());
        }

        if (tails.Length > 0)
        {
            AddCommand(
                batch,
                """
                UPDATE customers c SET tail = w.tail, lines = w.lines FROM unnest($1::text[], $2::bytea[], $3::bytea[], $4::int[]) AS w (tenant, customer_key, tail, lines)
                WHERE c.tenant = w.tenant AND c.customer_key = w.customer_key
                """,
                Tenants(tails), Keys(tails), tails.Select(write => write.Tail).ToArray(), tails.Select(write => write.Lines).ToArray());
        }

        var made = whole.Where(write => write.IsNew).ToArray();
        if (made.Length > 0)
        {
            AddCommand(
                batch,
                "UPDATE erasures e SET step = 2 FROM unnest($1::text[], $2::bytea[]) AS w (tenant, customer_key) WHERE e.tenant = w.tenant AND e.customer_key = w.customer_key AND e.step = 1",
                Tenants(made), Keys(made));
        }
    }

    private static void AddConsents(NpgsqlBatch batch, IReadOnlyList<CustomerWrite> writes)
    {
        var rows = writes.SelectMany(write => write.Consents.Select((entry, i) => (write.Key, Seq: write.FirstSeq + i, Entry: entry))).ToArray();
        if (rows.Length == 0)
            return;
        AddCommand(
            batch,
            "INSERT INTO consents SELECT * FROM unnest($1::text[], $2::bytea[], $3::int[], $4::smallint[], $5::smallint[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::smallint[], $11::text[], $12::text[])",
            rows.Select(row => row.Key.Tenant.Value).ToArray(),
            rows.Select(row => row.Key.ToBytes()).ToArray(),
            rows.Select(row => row.Seq).ToArray(),
            rows.Select(row => (short)row.Entry.Purpose).ToArray(),
            rows.Select(row => (short)row.Entry.Choice).ToArray(),
            rows.Select(row => row.Entry.At.UtcTicks).ToArray(),
            rows.Select(row => row.Entry.TextVersion).ToArray(),
            rows.Select(row => row.Entry.Language).ToArray(),
            rows.Select(row => row.Entry.Surface).ToArray(),
            rows.Select(row => (short)row.Entry.Source).ToArray(),
            rows.Select(row => row.Entry.Scope).ToArray(),
            rows.Select(row => Circumstances.Write(row.Entry)).ToArray());
    }

    private static string[] Tenants(CustomerWrite[] writes) => [.. writes.Select(write => write.Key.Tenant.Value)];

    private static byte[][] Keys(CustomerWrite[] writes) => [.. writes.Select(write => write.Key.ToBytes())];

    private static void AddCommand(NpgsqlBatch batch, string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        Add(command.Parameters, values);
        batch.BatchCommands.Add(command);
    }

    private static void Add(NpgsqlParameterCollection parameters, params object[] values)
    {
        foreach (var value in values)
            parameters.Add(new NpgsqlParameter { Value = value });
    }
}
