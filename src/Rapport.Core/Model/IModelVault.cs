using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Port: where model bytes lie, encrypted under a key of their own and left out of backups (ground rule 11).</summary>
/// <remarks><b>Cost</b>: streams; a model is never held a second time.</remarks>
public interface IModelVault
{
    /// <summary>The newest whole, checksummed bytes that can be read, or null where none were published or none can be opened.</summary>
    /// <param name="read">May run on an older version after a newer one proved damaged. What it makes counts only once all bytes proved genuine;
    /// <see cref="InvalidDataException"/> says that they are none of this program's.</param>
    Task<T?> LoadAsync<T>(TenantId tenant, Func<Stream, T> read, CancellationToken cancellation)
        where T : class;

    /// <summary>Publishes bytes atomically and durably; a crash leaves the old ones or the new ones.</summary>
    /// <param name="write">Writes them, once; what it throws publishes nothing.</param>
    /// <param name="destroySuperseded">Removes every older version for good: a forgetting completes with it.</param>
    Task SaveAsync(TenantId tenant, Action<Stream> write, bool destroySuperseded, CancellationToken cancellation);

    /// <summary>The secret of a shop from which its lists draw their noise: made once, kept with the keys, the same as long as the shop is.</summary>
    Task<byte[]> SecretAsync(TenantId tenant, CancellationToken cancellation);
}
