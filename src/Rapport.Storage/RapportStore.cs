using Rapport.Core.Catalogue;
using Rapport.Core.Decisions;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Rights;

namespace Rapport.Storage;

/// <summary>All that Rapport keeps in one home folder, behind the ports of the core.</summary>
/// <remarks><b>Threads</b>: safe. A home is held by one store at a time.</remarks>
public sealed class RapportStore : IAsyncDisposable
{
    private RapportStore(StorageOptions options, TimeProvider time)
    {
        _ = options;
        _ = time;
        throw new NotSupportedException("The store is being built.");
    }

    public ICustomerStore Customers { get; }

    public ICatalogueStore Catalogue { get; }

    public IModelVault Models { get; }

    public IDecisionLog Decisions { get; }

    public IReceiptStore Receipts { get; }

    public StorageHealth Health { get; }

    /// <summary>The server's public signing key, SubjectPublicKeyInfo in PEM.</summary>
    public string PublicKeyPem { get; }

    /// <summary>Opens a home, makes it when missing, and finishes what a crash left open.</summary>
    /// <exception cref="HomeInUseException">Another server holds it.</exception>
    /// <exception cref="StoreUnavailableException">The database is away or the disk full.</exception>
    public static Task<RapportStore> OpenAsync(StorageOptions options, TimeProvider time, CancellationToken cancellation) =>
        Task.FromResult(new RapportStore(options, time));

    /// <summary>An ECDSA P-256 signature over the SHA-256 of the data, r and s of 32 bytes each (IEEE P1363).</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => throw new NotSupportedException($"The store is being built; {data.Length} bytes, {PublicKeyPem}.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
