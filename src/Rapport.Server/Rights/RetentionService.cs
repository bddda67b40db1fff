using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;

namespace Rapport.Server.Rights;

/// <summary>Lets go of what is past its time, every hour, and knows how much that was.</summary>
internal sealed class RetentionService(RapportOptions options, TenantDirectory tenants, Upkeep upkeep, RecordUpkeep records, TimeProvider clock, ILogger<RetentionService> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<TenantId, RetentionRun> _runs = new();

    /// <summary>The last run of this process; null before the first.</summary>
    public RetentionRun? LastOf(TenantId tenant) => _runs.GetValueOrDefault(tenant);

    public async Task<RetentionRun> RunAsync(TenantId tenant, CancellationToken cancellation)
    {
        var removed = await upkeep.RunAsync(tenant, cancellation);
        var gone = await records.RunAsync(tenant, cancellation);
        return _runs[tenant] = new RetentionRun(clock.GetUtcNow(), removed, gone);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.TrainsInBackground)
            return;
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var tenant in tenants.All)
                    await RunGuardedAsync(tenant.Id, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task RunGuardedAsync(TenantId tenant, CancellationToken stopping)
    {
        try
        {
            await RunAsync(tenant, stopping);
        }
        catch (Exception failure) when (failure is KeysUnavailableException or StoreUnavailableException)
        {
            // The next hour tries again; the report says what is stale until then.
            log.RetentionFailed(tenant.Value, failure);
        }
    }
}

/// <summary>One run of the job.</summary>
/// <param name="Removed">Lines of histories.</param>
/// <param name="Records">What went of other classes.</param>
internal sealed record RetentionRun(DateTimeOffset At, int Removed, IReadOnlyDictionary<string, long> Records)
{
    /// <summary>True where suggestions may be others than before.</summary>
    public bool ChangedHistories => Removed > 0 || Records.ContainsKey(RetentionTerms.ClosedAnswers);
}
