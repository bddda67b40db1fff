using Rapport.Core.Catalogue;
using Rapport.Core.Rights;
using Rapport.Storage.Customers;
using Rapport.Storage.Decisions;
using Rapport.Storage.Sqlite;

namespace Rapport.Storage;

/// <summary>The tables of one kind of database, opened and at the newest schema.</summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract ICustomerTable Customers { get; }

    public abstract ICatalogueStore Catalogue { get; }

    public abstract IReceiptStore Receipts { get; }

    public abstract IDecisionTable Decisions { get; }

    public static async Task<Database> OpenAsync(StorageOptions options, HomeFolder home, CancellationToken cancellation) => options.Store switch
    {
        StoreKind.Sqlite => await Task.Run(() => new SqliteFiles(home.Data, options), cancellation).ConfigureAwait(false),
        _ => throw new NotSupportedException("PostgreSQL comes next."),
    };

    /// <summary>The master key that customer data here belong to; null before there are any.</summary>
    public abstract Task<byte[]?> ReadFingerprintAsync(CancellationToken cancellation);

    public abstract Task WriteFingerprintAsync(byte[] fingerprint, CancellationToken cancellation);

    public abstract ValueTask DisposeAsync();
}
