using Microsoft.Extensions.Hosting;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;
using Rapport.Server.Training;

namespace Rapport.Demo.Hosting;

/// <summary>Trains model and lists every minute in which something changed, so that a receipt becomes final while one watches. A real shop does it daily.</summary>
internal sealed class DemoTraining(Trainings trainings, ICustomerStore customers, IReceiptStore receipts, TimeProvider clock) : BackgroundService
{
    private static readonly TenantId Tenant = new(DemoSetup.Tenant);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minute = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        var before = Fingerprint(await customers.CountAsync(Tenant, stoppingToken));
        try
        {
            while (await minute.WaitForNextTickAsync(stoppingToken))
            {
                var now = Fingerprint(await customers.CountAsync(Tenant, stoppingToken));
                if (now == before && (await receipts.ReadPendingAsync(Tenant, stoppingToken)).Count == 0)
                    continue;
                await trainings.TrainAsync(Tenant, refreshLists: true, stoppingToken);
                before = now;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The shop closes.
        }
    }

    private static (long Customers, long Lines, long Granted, long Refused) Fingerprint(StoreFigures figures) =>
        (figures.Customers, figures.Lines, figures.Granted.Values.Sum(), figures.Refused.Values.Sum());
}
