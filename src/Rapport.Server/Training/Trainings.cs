using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Rights;

namespace Rapport.Server.Training;

/// <summary>Trains a shop's model, one training a shop at a time, and makes the receipts final that it covers.</summary>
/// <remarks><b>Threads</b>: safe; a second caller waits and then trains again.</remarks>
public sealed class Trainings(ModelTrainer trainer, CustomerRights rights, IReceiptStore receipts, ILogger<Trainings> log) : IDisposable
{
    private readonly ConcurrentDictionary<TenantId, SemaphoreSlim> _turns = new();

    public async Task<TrainingResult> TrainAsync(TenantId tenant, bool refreshLists, CancellationToken cancellation)
    {
        var turn = _turns.GetOrAdd(tenant, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellation);
        try
        {
            var pending = await receipts.ReadPendingAsync(tenant, cancellation);
            var training = await trainer.TrainAsync(tenant, refreshLists, destroySuperseded: refreshLists && pending.Count > 0, cancellation);
            var final = await rights.FinaliseAsync(tenant, training, cancellation);
            log.Trained(tenant.Value, training.Customers, training.Items, training.Seconds, training.ListsRefreshed, final);
            return training;
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
