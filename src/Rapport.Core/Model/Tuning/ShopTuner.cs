using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Model.Tuning;

/// <summary>Tunes the model of a shop on what may be learned from its customer files, and hands the choice to the trainer.</summary>
/// <remarks><b>Threads</b>: one tuning a tenant at a time; the caller sees to that.</remarks>
public sealed class ShopTuner(ICustomerStore store, Shops shops, ModelTrainer trainer, TimeProvider time)
{
    /// <summary>A shop is tuned again when it has so many times the events of its last tuning.</summary>
    public const double Growth = 2;

    /// <summary>Below so many lines of history a shop keeps the shipped settings unless somebody asks.</summary>
    public const long FewestLines = 20_000;

    /// <summary>Whether a shop has outgrown its settings.</summary>
    /// <param name="last">Null where it was never tuned.</param>
    public async Task<bool> IsDueAsync(TenantId tenant, TuningReport? last, CancellationToken cancellation)
    {
        var lines = (await store.CountAsync(tenant, cancellation)).Lines;
        return last is null ? lines >= FewestLines : lines >= Growth * Math.Max(last.Lines, 1);
    }

    /// <summary>Tunes; the next training takes what was chosen.</summary>
    public async Task<TuningReport> TuneAsync(TenantId tenant, TuningBudget budget, IProgress<string>? progress, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
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
        List<Contribution> contributions = [.. ranges.SelectMany(range => range)];
        var report = await Task.Run(() => ModelTuner.Tune(contributions, new ModelSettings(), budget, progress, cancellation), cancellation);
        report = report with { Lines = (await store.CountAsync(tenant, cancellation)).Lines, At = now };
        trainer.Use(tenant, report.Chosen);
        return report;
    }
}
