using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rapport.Core.History;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;

namespace Rapport.Server.Balance;

/// <summary>Closes the days of every shop's balance: it looks every hour, and a day is closed once.</summary>
internal sealed class BalanceService(RapportOptions options, TenantDirectory tenants, BalanceBook book, TimeProvider clock, ILogger<BalanceService> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.TrainsInBackground)
            return;
        using var timer = new PeriodicTimer(Period, clock);
        try
        {
            do
            {
                foreach (var tenant in tenants.All)
                    await CloseGuardedAsync(tenant.Id, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task CloseGuardedAsync(Core.Events.TenantId tenant, CancellationToken stopping)
    {
        try
        {
            await book.CloseAsync(tenant, stopping);
        }
        catch (Exception failure) when (failure is KeysUnavailableException or StoreUnavailableException)
        {
            // The next hour tries again; a day may be closed up to a week late.
            log.BalanceFailed(tenant.Value, failure);
        }
    }
}
