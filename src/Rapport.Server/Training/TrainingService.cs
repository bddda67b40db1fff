using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Model.Publishing;
using Rapport.Core.Model.Tuning;
using Rapport.Server.Authority;
using Rapport.Server.Catalogue;
using Rapport.Server.Experiments;
using Rapport.Server.Hosting;
using Rapport.Server.Tact;

namespace Rapport.Server.Training;

/// <summary>Loads catalogues and models before the first request, then trains in the background: the model when something changed, the lists in batch.</summary>
internal sealed class TrainingService(
    RapportOptions options,
    RapportSettings settings,
    TenantDirectory tenants,
    Catalogues catalogues,
    RuleBook rules,
    PolicyBook policies,
    ExperimentBook experiments,
    ModelTrainer trainer,
    Trainings trainings,
    ShopTuner tuner,
    TuningReports tunings,
    ShopChanges changes,
    TimeProvider clock,
    ILogger<TrainingService> log) : BackgroundService, IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in tenants.All)
        {
            await catalogues.LoadAsync(tenant.Id, cancellationToken);
            await rules.LoadAsync(tenant.Id, cancellationToken);
            await policies.LoadAsync(tenant.Id, cancellationToken);
            await experiments.LoadAsync(tenant.Id, cancellationToken);
            if (tunings.Read(tenant.Id) is { } tuning)
                trainer.Use(tenant.Id, tuning.Chosen);
            var isLoaded = await trainer.LoadAsync(tenant.Id, cancellationToken);
            if (!isLoaded)
                log.NoModel(tenant.Id.Value);
            changes.Note(tenant.Id, refreshLists: !isLoaded);
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.TrainsInBackground)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(settings.TrainMinutes), clock);
        try
        {
            do
            {
                foreach (var tenant in tenants.All)
                    await TrainAsync(tenant.Id, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TrainAsync(TenantId tenant, CancellationToken stopping)
    {
        var changed = changes.Take(tenant, out var mustRefresh);
        var refreshLists = mustRefresh || trainings.ListsRefreshedAt(tenant) is not { } refreshed || clock.GetUtcNow() - refreshed >= TimeSpan.FromHours(settings.BatchRefreshHours);
        if (!changed && !refreshLists)
            return;
        try
        {
            if (refreshLists)
                await TuneIfDueAsync(tenant, stopping);
            await trainings.TrainAsync(tenant, refreshLists, stopping);
        }
        catch (ModelRefusedException)
        {
            // Said already, with the names of the safeguards; what changed since is trained with the next change or batch.
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // The background is a host of its own: the model before stays, and the next tick tries again.
            changes.Note(tenant, refreshLists);
            log.TrainingFailed(tenant.Value, failure);
        }
    }

    /// <summary>Chooses settings anew when the shop has outgrown them; only with the lists, because the whole model moves with it.</summary>
    private async Task TuneIfDueAsync(TenantId tenant, CancellationToken stopping)
    {
        if (!await tuner.IsDueAsync(tenant, tunings.Read(tenant), stopping))
            return;
        var budget = new TuningBudget(TuningBudget.Default, () => Environment.CpuUsage.TotalTime.TotalSeconds);
        tunings.Write(tenant, await tuner.TuneAsync(tenant, budget, progress: null, stopping));
    }
}
