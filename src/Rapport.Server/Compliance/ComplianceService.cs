using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Storage;

namespace Rapport.Server.Compliance;

/// <summary>Runs the checks once a day, and notes at the start which keys are in force.</summary>
internal sealed class ComplianceService(RapportOptions options, TenantDirectory tenants, ComplianceDesk desk, ComplianceBook book, RapportStore store, TimeProvider clock, ILogger<ComplianceService> log) : BackgroundService
{
    /// <summary>Looks more often than it runs: a server that was off for a night does not skip a day.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);

    private static readonly TimeSpan Period = TimeSpan.FromDays(1);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (store.KeyGeneration is { } generation)
            book.KeysSince(generation, clock.GetUtcNow());
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Runs what is due.</summary>
    public async Task RunDueAsync(CancellationToken cancellation)
    {
        foreach (var tenant in tenants.All)
        {
            if (desk.LastOf(tenant.Id) is { } last && clock.GetUtcNow() - last.At < Period)
                continue;
            try
            {
                await desk.RunAsync(tenant, "job", cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The next hour tries again; until then the date of the last run says how old it is.
                log.ComplianceBroke(tenant.Id.Value, failure);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.TrainsInBackground)
            return;
        using var timer = new PeriodicTimer(Look, clock);
        try
        {
            do
            {
                await RunDueAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }
}
