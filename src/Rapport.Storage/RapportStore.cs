using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Rights;
using Rapport.Core.Rights.Requests;
using Rapport.Storage.Audit;
using Rapport.Storage.Customers;
using Rapport.Storage.Decisions;
using Rapport.Storage.Keys;
using Rapport.Storage.Vault;

namespace Rapport.Storage;

/// <summary>All that Rapport keeps in one home folder, behind the ports of the core.</summary>
/// <remarks><b>Threads</b>: safe. A home is held by one store at a time.</remarks>
public sealed class RapportStore : IAsyncDisposable
{
    private readonly HomeFolder _home;
    private readonly Database _database;
    private readonly KeyRing _keys;
    private readonly SigningKey _signing;
    private readonly CustomerStore _customers;
    private readonly DecisionLog _decisions;
    private readonly RefusedData _refused;

    private RapportStore(StorageOptions options, HomeFolder home, Database database, KeyRing keys, SigningKey signing, DecisionLog decisions, AuditLog audit)
    {
        (_home, _database, _keys, _signing, _decisions) = (home, database, keys, signing, decisions);
        _customers = new CustomerStore(database.Customers, keys, decisions, options.AtStep);
        _refused = new RefusedData(database.Customers, database.Restored, database.Decisions, database.Catalogue, keys);
        Audit = audit;
        Aged = new Dictionary<string, IAgedRecords> { [RetentionTerms.Decisions] = database.Decisions, [RetentionTerms.Requests] = database.Requests, [RetentionTerms.Audit] = audit };
        Requests = new RequestStore(database.Requests, keys);
        Models = new ModelVault(home.Models, keys, options.AtStep);
        Residue = new ResidueScan(database.Customers, keys, decisions, Models, home.Root);
    }

    public ICustomerStore Customers => _customers;

    public ICatalogueStore Catalogue => _database.Catalogue;

    public IRuleStore Rules => _database.Rules;

    /// <summary>What shops wrote down for themselves.</summary>
    public IDocumentStore Documents => _database.Documents;

    public IModelVault Models { get; }

    public IDecisionLog Decisions => _decisions;

    public IAuditLog Audit { get; }

    /// <summary>What goes by its age, by the class that <see cref="RetentionTerms"/> calls it.</summary>
    public IReadOnlyDictionary<string, IAgedRecords> Aged { get; }

    public IReceiptStore Receipts => _database.Receipts;

    public IRightsRequestStore Requests { get; }

    public IResidueScan Residue { get; }

    public StorageHealth Health => new(_keys.IsAvailable, _customers.IsAvailable, _decisions.IsAvailable, _decisions.Backlog);

    /// <summary>The number of the newest wrapping key, which rises with every rotation; null while keys are away.</summary>
    public int? KeyGeneration => _keys.Generation;

    /// <summary>How many customers this start removed because they were erased after the backup that the data are from; null where the data were as new as the keys.</summary>
    public long? RemovedAfterRestore { get; private set; }

    /// <summary>How many customers had said no to something that restored data did not know; at this start it was done again.</summary>
    public long RefusedAfterRestore { get; private set; }

    /// <summary>Erasures begun and not finished; they are tried again until they are.</summary>
    public Task<int> OpenErasuresAsync() => _customers.CountOpenErasuresAsync();

    /// <summary>Completes when what erased rows left in the database's files is cleared; it begins by itself after each erasure.</summary>
    public Task SweptAsync() => _customers.SweptAsync();

    /// <summary>The server's public signing key, SubjectPublicKeyInfo in PEM.</summary>
    public string PublicKeyPem => _signing.PublicPem;

    /// <summary>Opens a home, makes it when missing, and finishes what a crash left open.</summary>
    /// <exception cref="HomeInUseException">Another server holds it.</exception>
    /// <exception cref="StoreUnavailableException">The database is away or the disk full.</exception>
    public static async Task<RapportStore> OpenAsync(StorageOptions options, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var opened = new Stack<object>();
        try
        {
            return await OpenAsync(options, time, opened, cancellation).ConfigureAwait(false);
        }
        catch
        {
            while (opened.TryPop(out var part))
            {
                if (part is IAsyncDisposable later)
                    await later.DisposeAsync().ConfigureAwait(false);
                else
                    ((IDisposable)part).Dispose();
            }

            throw;
        }
    }

    /// <summary>Fills a tenant that has no customers with very many at once: the same rows as change by change, in a fraction of the time.</summary>
    /// <param name="fill">Puts choices and permitted events into the empty file of the n-th customer; called in parallel.</param>
    /// <returns>How many history lines were written.</returns>
    /// <exception cref="InvalidOperationException">The tenant has customers.</exception>
    public Task<long> SeedAsync(TenantId tenant, int count, Func<int, CustomerId> customerOf, Action<CustomerFile, int> fill, IProgress<double> progress, CancellationToken cancellation) =>
        _customers.SeedAsync(tenant, count, customerOf, fill, progress, cancellation);

    /// <summary>The key that sorts a shop's customers into the arms of its experiments; it outlives every change of keys.</summary>
    /// <exception cref="KeysUnavailableException">The key store is closed.</exception>
    public byte[] ExperimentKeyOf(TenantId tenant) => _keys.Store.Root.ExperimentKeyOf(tenant);

    /// <summary>A name for a customer in the operators' own records: only this home's keys can make it, and nobody can read it back.</summary>
    public string PseudonymOf(TenantId tenant, CustomerId customer) => Convert.ToHexStringLower(_keys.PseudonymOf(tenant, customer).ToBytes());

    /// <summary>Columns, as <c>table.column</c>, that are in the store and that Rapport did not put there.</summary>
    public Task<IReadOnlyList<string>> ReadForeignColumnsAsync(CancellationToken cancellation) => _database.ReadForeignColumnsAsync(cancellation);

    /// <summary>An ECDSA P-256 signature over the SHA-256 of the data, r and s of 32 bytes each (IEEE P1363).</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => _signing.Sign(data);

    public async ValueTask DisposeAsync()
    {
        await _customers.DisposeAsync().ConfigureAwait(false);
        await _decisions.DisposeAsync().ConfigureAwait(false);
        await NoteRefusalsAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        _keys.Dispose();
        _signing.Dispose();
        _home.Dispose();
    }

    private static async Task<RapportStore> OpenAsync(StorageOptions options, TimeProvider time, Stack<object> opened, CancellationToken cancellation)
    {
        var home = new HomeFolder(options);
        opened.Push(home);
        var database = await Database.OpenAsync(options, home, cancellation).ConfigureAwait(false);
        opened.Push(database);
        var (keys, signing) = await OpenKeysAsync(options, home, database, time, cancellation).ConfigureAwait(false);
        opened.Push(keys);
        opened.Push(signing);
        var decisions = await DecisionLog.OpenAsync(database.Decisions, keys, new LogHeads(home.LogHeads, signing), options.LinesPerSegment, time, cancellation).ConfigureAwait(false);
        opened.Push(decisions);

        var audit = new AuditLog(database.Audit, keys, new AuditHead(home.LogHeads, signing), signing, time);
        var store = new RapportStore(options, home, database, keys, signing, decisions, audit);
        opened.Push(store._customers);
        if (keys.IsAvailable)
        {
            store.RemovedAfterRestore = await new RestoredData(database.Restored, database.Decisions, keys).ReconcileAsync(cancellation).ConfigureAwait(false);
            await store._customers.ResumeErasuresAsync(cancellation).ConfigureAwait(false);
            store.RefusedAfterRestore = await store._refused.ReconcileAsync(cancellation).ConfigureAwait(false);
        }

        return store;
    }

    private async Task NoteRefusalsAsync()
    {
        try
        {
            if (_keys.IsAvailable)
                await _refused.NoteTakenAsync().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is KeysUnavailableException or StoreUnavailableException)
        {
            // Then the next start has more to look through, and that is all.
        }
    }

    private static async Task<(KeyRing Keys, SigningKey Signing)> OpenKeysAsync(StorageOptions options, HomeFolder home, Database database, TimeProvider time, CancellationToken cancellation)
    {
        using var locked = await home.LockKeysAsync(cancellation).ConfigureAwait(false);
        var keys = new KeyFolder(home.Keys, KeyEncryption.Normal(options.KeyEncryption), time).Open(await database.ReadFingerprintAsync(cancellation).ConfigureAwait(false));
        if (keys.IsAvailable)
            await database.WriteFingerprintAsync(keys.Store.Root.Fingerprint, cancellation).ConfigureAwait(false);
        return (keys, new SigningKey(Path.Combine(home.Keys, "signing.pem"), mayMake: keys.IsAvailable));
    }
}
