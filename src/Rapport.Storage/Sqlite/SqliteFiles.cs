using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Rights;
using Rapport.Storage.Audit;
using Rapport.Storage.Customers;
using Rapport.Storage.Decisions;

namespace Rapport.Storage.Sqlite;

/// <summary>The embedded store: <c>rapport.db</c> and <c>decisions.db</c> in the data folder.</summary>
internal sealed class SqliteFiles : Database
{
    private readonly SqlitePool _data;
    private readonly SqlitePool _decisions;

    public SqliteFiles(string folder, StorageOptions options)
    {
        _data = new SqlitePool(Path.Combine(folder, "rapport.db"), "Sqlite/schema/data", maxPages: options.MaxPages);
        _decisions = new SqlitePool(Path.Combine(folder, "decisions.db"), "Sqlite/schema/decisions", 8192, options.MaxLogPages);
        Customers = new SqliteCustomers(_data);
        Catalogue = new SqliteCatalogue(_data);
        Rules = new SqliteRules(_data);
        Documents = new SqliteDocuments(_data);
        Receipts = new SqliteReceipts(_data);
        Requests = new SqliteRequests(_data);
        Decisions = new SqliteDecisions(_decisions);
        Audit = new SqliteAudit(_decisions);
        Restored = new SqliteRestoredRows(_data, _decisions);
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

    public override Task<byte[]?> ReadFingerprintAsync(CancellationToken cancellation) => Task.FromResult(_data.Read(reader =>
    {
        var statement = reader.Prepare("SELECT value FROM meta WHERE name = 'kek'");
        return statement.Step() ? statement.Blob(0) : null;
    }));

    public override Task WriteFingerprintAsync(byte[] fingerprint, CancellationToken cancellation)
    {
        _data.Write(writer => writer.Prepare("INSERT OR IGNORE INTO meta VALUES ('kek', ?1)").Bind(fingerprint).Run());
        return Task.CompletedTask;
    }

    public override Task<IReadOnlyList<string>> ReadForeignColumnsAsync(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. ForeignIn(_data, "Sqlite/schema/data"), .. ForeignIn(_decisions, "Sqlite/schema/decisions")]);

    private static List<string> ForeignIn(SqlitePool pool, string schema) => pool.Read(reader =>
    {
        var statement = reader.Prepare("SELECT t.name || '.' || c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name <> 'migrations' AND substr(t.name, 1, 7) <> 'sqlite_' ORDER BY 1");
        var declared = SchemaColumns.Declared(schema);
        var foreign = new List<string>();
        while (statement.Step())
        {
            if (statement.Text(0) is var column && !declared.Contains(column))
                foreign.Add(column);
        }

        return foreign;
    });

    public override ValueTask DisposeAsync()
    {
        _data.Dispose();
        _decisions.Dispose();
        return ValueTask.CompletedTask;
    }
}
