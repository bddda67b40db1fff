using System.Collections.Concurrent;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model.Publishing;

namespace Rapport.Core.Model;

/// <summary>Trains the model of a shop from its customer files, publishes it in the vault and swaps it in.</summary>
/// <remarks>
/// <para>Between two refreshes of the lists it reads only the files that changed and changes the model by the differences. With the lists, and whenever it
/// cannot be sure of its state (a start, a new month, another choice of what may be learned, a failure), it reads all of them.</para>
/// <para><b>Invariant</b>: either way the model is the same, byte for byte.</para>
/// <para><b>Threads</b>: one training a tenant at a time; the caller sees to that. A store has one trainer: it takes the store's notes of who changed.</para>
/// <para><b>Cost</b>: what is kept between two trainings is bounded by <paramref name="mostKept"/> items taken (see <see cref="LearnedShop"/>); a shop with more is read whole each time.</para>
/// </remarks>
/// <param name="settings">For every shop that was not tuned; the shipped ones when null.</param>
/// <param name="mostKept">Items taken by all customers of a shop; 0 keeps nothing.</param>
public sealed class ModelTrainer(ICustomerStore store, IModelVault vault, Shops shops, TimeProvider time, ModelSettings? settings = null, long mostKept = ModelTrainer.MostKept)
{
    /// <summary>Some 100,000 items of a hundred events each: about a gibibyte.</summary>
    public const long MostKept = 10_000_000;

    private readonly ModelSettings _settings = (settings ?? new ModelSettings()).Checked();
    private readonly ConcurrentDictionary<TenantId, ModelSettings> _chosen = new();
    private readonly ConcurrentDictionary<TenantId, LearnedShop> _learned = new();
    private readonly ConcurrentDictionary<TenantId, Publication> _publications = new();

    /// <summary>What the trainings of a shop use from the next refresh of its lists on: what its tuning chose.</summary>
    public void Use(TenantId tenant, ModelSettings chosen)
    {
        ArgumentNullException.ThrowIfNull(chosen);
        _chosen[tenant] = chosen.Checked();
    }

    /// <summary>What became of the last model trained for a shop by this process; null before the first.</summary>
    public Publication? LastOf(TenantId tenant) => _publications.GetValueOrDefault(tenant);

    /// <param name="refreshLists">False keeps the lists strangers see as they are, so that they move in batch only (ground rule 7).</param>
    /// <param name="destroySuperseded">Removes older versions for good: a forgetting completes with it.</param>
    /// <param name="erasedBy">The latest erasure the model must be clean of; null for none.</param>
    /// <exception cref="ModelRefusedException">A safeguard failed: nothing was published, the model before it goes on answering.</exception>
    public async Task<TrainingResult> TrainAsync(TenantId tenant, bool refreshLists, bool destroySuperseded, CancellationToken cancellation, DateTimeOffset? erasedBy = null)
    {
        var start = time.GetTimestamp();
        var now = time.GetUtcNow();
        // The state is out of its place until it is known to be right: what fails half-way is read anew the next time.
        _learned.TryRemove(tenant, out var state);
        var changed = store.TakeChanged(tenant);
        var catalogue = shops[tenant].Catalogue;
        var isIncrement = !refreshLists && changed is not null && state?.Fits(catalogue, now) == true;
        var (model, lists, readSeconds, events, names) = isIncrement
            ? await ChangeAsync(tenant, state!, changed!, catalogue, now, cancellation)
            : await RebuildAsync(tenant, catalogue, now, refreshLists, kept => state = kept, cancellation);

        var hash = "";
        var judged = PublicationGate.Judge(model, lists, shops[tenant].Model, catalogue, _settings.Support, refreshLists, names, now, erasedBy);
        Admit(tenant, judged, "");
        await vault.SaveAsync(tenant, stream => Admit(tenant, judged, hash = ModelFile.Write(stream, model, lists), ModelFile.Write(Stream.Null, model, lists)), destroySuperseded, cancellation);
        shops.Swap(tenant, shop => shop with { Model = model, Lists = lists, ModelHash = hash });
        if (state is not null && state.Events <= mostKept)
            _learned[tenant] = state;
        return new TrainingResult(hash, model.Customers, model.ItemCount, time.GetElapsedTime(start).TotalSeconds, now, refreshLists, isIncrement, readSeconds, events);
    }

    /// <summary>Takes the newest published model into the shop.</summary>
    /// <returns>False where none was published, or only one of an older arithmetic: train anew.</returns>
    public async Task<bool> LoadAsync(TenantId tenant, CancellationToken cancellation)
    {
        if (await vault.LoadAsync(tenant, ModelFile.Read, cancellation) is not { } published)
            return false;
        shops.Swap(tenant, shop => shop with { Model = published.Model, Lists = published.Lists, ModelHash = published.Hash });
        return true;
    }

    /// <summary>Lets a model through, or says why not: before it is written, and again when its bytes are.</summary>
    private void Admit(TenantId tenant, IReadOnlyList<Safeguard> judged, string written, string? meant = null)
    {
        var publication = new Publication(time.GetUtcNow(), [.. judged, new Safeguard(PublicationGate.Checksum, meant is null || written == meant ? 0 : 1)]);
        _publications[tenant] = publication;
        if (!publication.IsPublished)
            throw new ModelRefusedException(publication);
    }

    private async Task<Trained> ChangeAsync(
        TenantId tenant, LearnedShop state, IReadOnlyCollection<CustomerId> changed, ItemCatalogue catalogue, DateTimeOffset now, CancellationToken cancellation)
    {
        var model = await state.ChangeAsync(store, tenant, changed, catalogue, now, cancellation);
        return new Trained(model, shops[tenant].Lists, 0, state.Events, []);
    }

    /// <param name="keep">Takes the state; first nothing, so that there are never two.</param>
    private async Task<Trained> RebuildAsync(TenantId tenant, ItemCatalogue catalogue, DateTimeOffset now, bool refreshLists, Action<LearnedShop?> keep, CancellationToken cancellation)
    {
        keep(null);
        var start = time.GetTimestamp();
        var reading = await ShopReading.ReadAsync(store, tenant, catalogue, _chosen.GetValueOrDefault(tenant, _settings), now, refreshLists, mostKept, cancellation);
        var (rows, baskets, kept) = reading;
        var readSeconds = time.GetElapsedTime(start).TotalSeconds;
        var secret = await vault.SecretAsync(tenant, cancellation);
        return await Task.Run(
            () =>
            {
                var lists = refreshLists ? ContextListsFit.Fit(rows, baskets, secret) : shops[tenant].Lists;
                if (kept is null)
                    return new Trained(ModelFit.Fit(rows), lists, readSeconds, rows.ItemOf.Length, reading.NamesOfPeople);
                var learned = LearnedModel.Learn(rows);
                keep(new LearnedShop(learned, kept, catalogue, Decay.PeriodOf(now)));
                return new Trained(learned.ToModel(), lists, readSeconds, rows.ItemOf.Length, reading.NamesOfPeople);
            },
            cancellation);
    }

    private sealed record Trained(ItemItemModel Model, ContextLists Lists, double ReadSeconds, long Events, IReadOnlyCollection<ItemId> NamesOfPeople);
}
