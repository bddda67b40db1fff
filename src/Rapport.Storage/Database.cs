using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Rights;
using Rapport.Storage.Audit;
using Rapport.Storage.Customers;
using Rapport.Storage.Decisions;
using Rapport.Storage.Postgres;
using Rapport.Storage.Sqlite;

namespace Rapport.Storage;

/// <summary>The tables of one kind of database, opened and at the newest schema.</summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract ICustomerTable Customers { get; }

    public abstract ICatalogueStore Catalogue { get; }

    public abstract IRuleStore Rules { get; }

    public abstract IDocumentStore Documents { get; }

    public abstract IReceiptStore Receipts { get; }

    public abstract IRequestTable Requests { get; }

    public abstract IDecisionTable Decisions { get; }

    public abstract IAuditTable Audit { get; }

    public abstract IRestoredRows Restored { get; }

    public static async Task<Database> OpenAsync(StorageOptions options, HomeFolder home, CancellationToken cancellation) => options.Store switch
    {
        StoreKind.Sqlite => await Task.Run(() => new SqliteFiles(home.Data, options), cancellation).ConfigureAwait(false),
        StoreKind.Postgres => await PostgresDatabase.OpenAsync(options, cancellation).ConfigureAwait(false),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Store, "No such store."),
    };

    /// <summary>The master key that customer data here belong to; null before there are any.</summary>
    public abstract Task<byte[]?> ReadFingerprintAsync(CancellationToken cancellation);

    public abstract Task WriteFingerprintAsync(byte[] fingerprint, CancellationToken cancellation);

    /// <summary>Columns, as <c>table.column</c>, that are there and that no shipped schema declares.</summary>
    public abstract Task<IReadOnlyList<string>> ReadForeignColumnsAsync(CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
