using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Port: where model bytes lie, encrypted under a key of their own and left out of backups (ground rule 11).</summary>
public interface IModelVault
{
    /// <summary>The newest whole, checksummed model and lists, or null where none was published or none can be opened.</summary>
    Task<StoredModel?> LoadAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Publishes a model atomically and durably; a crash leaves the old one or the new one.</summary>
    /// <param name="destroySuperseded">Removes every older version for good: a forgetting completes with it.</param>
    Task SaveAsync(TenantId tenant, StoredModel model, bool destroySuperseded, CancellationToken cancellation);
}

/// <summary>The bytes of a model and of its batch lists.</summary>
public sealed record StoredModel(ReadOnlyMemory<byte> Model, ReadOnlyMemory<byte> Lists);
