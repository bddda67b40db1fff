using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Model;

/// <summary>Trains the model of a shop from its customer files, publishes it in the vault and swaps it in.</summary>
/// <remarks><b>Threads</b>: one training a tenant at a time; the caller sees to that.</remarks>
/// <param name="settings">For every shop; the shipped ones when null.</param>
public sealed class ModelTrainer(ICustomerStore store, IModelVault vault, Shops shops, TimeProvider time, ModelSettings? settings = null)
{
    private readonly ModelSettings _settings = settings ?? new ModelSettings();

    /// <param name="refreshLists">False keeps the lists strangers see as they are, so that they move in batch only (ground rule 7).</param>
    /// <param name="destroySuperseded">Removes older versions for good: a forgetting completes with it.</param>
    public async Task<TrainingResult> TrainAsync(TenantId tenant, bool refreshLists, bool destroySuperseded, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var now = time.GetUtcNow();
        var contributions = await ReadAsync(tenant, now, cancellation);

        var model = await Task.Run(() => ModelFit.Fit(contributions, _settings, now), cancellation);
        var lists = refreshLists ? await Task.Run(() => ContextListsFit.Fit(contributions, _settings, now), cancellation) : shops[tenant].Lists;
        var hash = "";
        await vault.SaveAsync(tenant, stream => hash = ModelFile.Write(stream, model, lists), destroySuperseded, cancellation);
        shops.Swap(tenant, shop => shop with { Model = model, Lists = lists, ModelHash = hash });
        return new TrainingResult(hash, model.Customers, model.ItemCount, time.GetElapsedTime(start).TotalSeconds, now, refreshLists);
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

    private async Task<List<Contribution>> ReadAsync(TenantId tenant, DateTimeOffset now, CancellationToken cancellation)
    {
        var catalogue = shops[tenant].Catalogue;
        var ranges = await store.ReadAllAsync<List<Contribution>>(
            tenant,
            () => [],
            (range, file) =>
            {
                if (Contributions.Of(file, catalogue, now) is { } contribution)
                    range.Add(contribution);
            },
            cancellation);
        return [.. ranges.SelectMany(range => range)];
    }
}
