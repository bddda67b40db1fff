using Npgsql;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Rights;
using Rapport.Storage.Audit;
using Rapport.Storage.Customers;
using Rapport.Storage.Decisions;

namespace Rapport.Storage.Postgres;

/// <summary>The same tables in PostgreSQL 15, for more than one server on the same data.</summary>
internal sealed class PostgresDatabase : Database
{
    /// <summary>Servers that start together bring the schema up one after the other.</summary>
    private const long MigrationLock = 0x526170706F7274;

    private readonly PostgresPool _pool;

    private PostgresDatabase(PostgresPool pool, int writers)
    {
        _pool = pool;
        Customers = new PostgresCustomers(pool, writers);
        Catalogue = new PostgresCatalogue(pool);
        Rules = new PostgresRules(pool);
        Documents = new PostgresDocuments(pool);
        Receipts = new PostgresReceipts(pool);
        Requests = new PostgresRequests(pool);
        Decisions = new PostgresDecisions(pool);
        Audit = new PostgresAudit(pool);
        Restored = new PostgresRestoredRows(pool);
    }

    public override ICustomerTable Customers { get; }

    public override ICatalogueStore Catalogue { get; }

    public override IRuleStore Rules { get; }

    public override IDocumentStore Documents { get; }

    public override IReceiptStore Receipts { get; }

    public override IRequestTable Requests { get; }

    public override IDecisionTable Decisions { get; }

    public override IAuditTable Audit { get; }

    public override IRestoredRows Restored { get; }

    public static async Task<PostgresDatabase> OpenAsync(StorageOptions options, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnectionStringBuilder(options.PostgresConnection ?? throw new ArgumentException("PostgreSQL needs a connection string.", nameof(options)))
        {
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
        };
        // What was acknowledged is on disk, whatever the server's default is.
        connection.Options = $"{connection.Options} -c synchronous_commit=on".Trim();
        var pool = new PostgresPool(NpgsqlDataSource.Create(connection));
        try
        {
            await MigrateAsync(pool).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return new PostgresDatabase(pool, options.PostgresWriters);
        }
        catch
        {
            await pool.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override async Task<byte[]?> ReadFingerprintAsync(CancellationToken cancellation) =>
        (await _pool.ListAsync("SELECT value FROM meta WHERE name = 'kek'", _ => { }, reader => (byte[])reader[0], cancellation).ConfigureAwait(false)).FirstOrDefault();

    public override async Task<IReadOnlyList<string>> ReadForeignColumnsAsync(CancellationToken cancellation)
    {
        var declared = SchemaColumns.Declared("Postgres/schema");
        var columns = await _pool.ListAsync("SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'migrations' ORDER BY 1", _ => { }, reader => reader.GetString(0), cancellation).ConfigureAwait(false);
        return [.. columns.Where(column => !declared.Contains(column))];
    }

    public override Task WriteFingerprintAsync(byte[] fingerprint, CancellationToken cancellation) =>
        _pool.WriteAsync(("INSERT INTO meta VALUES ('kek', $1) ON CONFLICT DO NOTHING", [fingerprint]));

    public override ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static Task<int> MigrateAsync(PostgresPool pool) => pool.WriteAsync(async connection =>
    {
        await PostgresPool.ExecuteAsync(connection, "SELECT pg_advisory_xact_lock($1)", MigrationLock).ConfigureAwait(false);
        await PostgresPool.ExecuteAsync(connection, "CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY)").ConfigureAwait(false);
        foreach (var (name, sql) in Schema.Of("Postgres/schema"))
        {
            if (await PostgresPool.ExecuteAsync(connection, "INSERT INTO migrations VALUES ($1) ON CONFLICT DO NOTHING", name).ConfigureAwait(false) > 0)
                await PostgresPool.ExecuteAsync(connection, sql).ConfigureAwait(false);
        }

        return 0;
    });
}
