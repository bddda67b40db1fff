using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Model;

/// <summary>Trains the model of a shop from its customer files, publishes it in the vault and swaps it in.</summary>
/// <remarks><b>Threads</b>: one training a tenant at a time; the caller sees to that.</remarks>
public sealed class ModelTrainer(ICustomerStore store, IModelVault vault, Shops shops, TimeProvider time)
{
    /// <param name="refreshLists">False keeps the lists strangers see as they are, so that they move in batch only (ground rule 7).</param>
    /// <param name="destroySuperseded">Removes older versions for good: a forgetting completes with it.</param>
    public Task<TrainingResult> TrainAsync(TenantId tenant, bool refreshLists, bool destroySuperseded, CancellationToken cancellation)
    {
        _ = (store, vault, shops, time);
        throw new NotImplementedException();
    }

    /// <summary>Takes the newest published model into the shop.</summary>
    /// <returns>False where none was published.</returns>
    public Task<bool> LoadAsync(TenantId tenant, CancellationToken cancellation) => throw new NotImplementedException();
}
