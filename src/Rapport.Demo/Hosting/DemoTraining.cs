using Microsoft.Extensions.Hosting;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;
using Rapport.Server.Training;

namespace Rapport.Demo.Hosting;

/// <summary>Trains model and lists every minute in which something changed, so that a receipt becomes final while one watches. A real shop does it daily.</summary>
internal sealed class DemoTraining(Trainings trainings, Upkeep upkeep, ICustomerStore customers, IReceiptStore receipts, TimeProvider clock) : BackgroundService
{
    private static readonly TenantId Tenant = new(DemoSetup.Tenant);
    private (long Customers, long Lines, long Granted, long Refused)? _before;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minute = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        try
        {
            do
                await TrainAsync(stoppingToken);
            while (await minute.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The shop closes.
        }
    }

    private async Task TrainAsync(CancellationToken stopping)
    {
        try
        {
            var now = Fingerprint(await customers.CountAsync(Tenant, stopping));
            if (_before is null)
            {
                // What an earlier run was stopped from letting go of; the first minute then trains without it.
                await upkeep.RunAsync(Tenant, stopping);
                _before = now;
            }
            else if (now != _before || (await receipts.ReadPendingAsync(Tenant, stopping)).Count > 0)
            {
                await trainings.TrainAsync(Tenant, refreshLists: true, stopping);
                _before = now;
            }
        }
        catch (Exception away) when (away is KeysUnavailableException or StoreUnavailableException)
        {
            // The shop stays open with plain content; the next minute tries again.
        }
    }

    private static (long Customers, long Lines, long Granted, long Refused) Fingerprint(StoreFigures figures) =>
        (figures.Customers, figures.Lines, figures.Granted.Values.Sum(), figures.Refused.Values.Sum());
}
