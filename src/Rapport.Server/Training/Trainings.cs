using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Model.Publishing;
using Rapport.Core.Rights;
using Rapport.Core.Rights.Requests;

namespace Rapport.Server.Training;

/// <summary>Trains a shop's model, one training a shop at a time, and makes the receipts final that it covers.</summary>
/// <remarks><b>Threads</b>: safe; a second caller waits and then trains again.</remarks>
public sealed class Trainings(ModelTrainer trainer, Upkeep upkeep, CustomerRights rights, RightsDesk requests, IReceiptStore receipts, ListCalendar calendar, LiveFigures figures, ILogger<Trainings> log) : IDisposable
{
    private readonly ConcurrentDictionary<TenantId, SemaphoreSlim> _turns = new();
    private readonly ConcurrentDictionary<TenantId, DateTimeOffset> _trained = new();

    /// <summary>When this process last trained the shop's model; null before the first time.</summary>
    public DateTimeOffset? TrainedAt(TenantId tenant) => _trained.TryGetValue(tenant, out var at) ? at : null;

    /// <summary>When the lists that strangers see were last refreshed, by this process or one before it; null before the first time.</summary>
    public DateTimeOffset? ListsRefreshedAt(TenantId tenant) => calendar.Read(tenant);

    /// <summary>What became of the last model this process trained; null before the first.</summary>
    public Publication? LastPublicationOf(TenantId tenant) => trainer.LastOf(tenant);

    public async Task<TrainingResult> TrainAsync(TenantId tenant, bool refreshLists, CancellationToken cancellation)
    {
        var turn = _turns.GetOrAdd(tenant, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            if (refreshLists)
                await upkeep.RunAsync(tenant, cancellation);
            // A receipt is written when the data are gone, so that a training that begins after it cannot have read them.
            var pending = await receipts.ReadPendingAsync(tenant, cancellation);
            var training = await trainer.TrainAsync(tenant, refreshLists, destroySuperseded: refreshLists, cancellation, pending.Count == 0 ? null : pending.Max(receipt => receipt.RequestedAt));
            var final = await rights.FinaliseAsync(tenant, pending, training, cancellation);
            if (final > 0)
                await requests.SettleAsync(tenant, cancellation);
            _trained[tenant] = training.StartedAt;
            if (training.Customers > 0)
                figures.Uses.Learned(tenant);
            if (training.ListsRefreshed)
                calendar.Write(tenant, training.StartedAt);
            log.Trained(tenant.Value, training.Customers, training.Items, training.Seconds, training.ListsRefreshed, final);
            return training;
        }
        catch (ModelRefusedException refused)
        {
            log.ModelRefused(tenant.Value, string.Join(", ", refused.Publication.Failed));
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in _turns.Values)
            turn.Dispose();
    }
}
