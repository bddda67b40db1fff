using System.Text.Json;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Core.Rights;
using Rapport.Server.Catalogue;
using Rapport.Server.Endpoints;
using Rapport.Storage;

namespace Rapport.Server.Experiments;

/// <summary>Keeps each shop's experiments in memory equal to their newest stored versions.</summary>
/// <remarks><b>Threads</b>: safe; one change at a time.</remarks>
internal sealed class ExperimentBook(IDocumentStore documents, RapportStore store, Shops shops, IAuditLog audit, TimeProvider clock) : IDisposable
{
    /// <summary>The kind under which experiments are kept.</summary>
    public const string Kind = "experiment";

    private readonly Turn _turn = new();

    /// <summary>Null where there is none of that id.</summary>
    public Experiment? Find(TenantId tenant, string id) => shops[tenant].Experiments.All.FirstOrDefault(each => each.Id == id);

    /// <summary>Writes an experiment down; the next decision obeys it.</summary>
    /// <returns>False where it began and what was asked for is more than its end.</returns>
    public Task<bool> PutAsync(TenantId tenant, string actor, Experiment experiment, CancellationToken cancellation) => _turn.TakeAsync(async () =>
    {
        var now = clock.GetUtcNow();
        var newest = await documents.FindDocumentAsync(tenant, Kind, experiment.Id, cancellation);
        if (newest is not null && !experiment.MayFollow(Open(newest), now))
            return false;
        var next = new ShopDocument(tenant, Kind, experiment.Id, (newest?.Version ?? 0) + 1, now, actor, JsonSerializer.Serialize(ExperimentBody.Of(experiment), ApiJson.Default.ExperimentBody));
        await audit.AppendAsync(new AuditEntry(actor, "experiment.change", tenant, Detail: $"{experiment.Id} {next.Version}"), cancellation);
        if (!await documents.AppendDocumentAsync(next, cancellation))
            return false;
        await TakeAsync(tenant, cancellation);
        return true;
    }, cancellation);

    /// <summary>Takes the stored experiments into the shop.</summary>
    public Task LoadAsync(TenantId tenant, CancellationToken cancellation) => _turn.TakeAsync(() => TakeAsync(tenant, cancellation), cancellation);

    public void Dispose() => _turn.Dispose();

    private async Task<Shop> TakeAsync(TenantId tenant, CancellationToken cancellation)
    {
        var all = (await documents.ListDocumentsAsync(tenant, Kind, cancellation)).Select(Open).ToList();
        var experiments = new ShopExperiments(all, () => store.ExperimentKeyOf(tenant));
        return shops.Swap(tenant, shop => shop with { Experiments = experiments });
    }

    private static Experiment Open(ShopDocument stored) =>
        JsonSerializer.Deserialize(stored.Text, ApiJson.Default.ExperimentBody)!.ToExperiment(stored.Id, stored.At, out _)!;
}
