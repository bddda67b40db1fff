using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Rights;
using Rapport.Server.Hosting;
using Rapport.Storage;

namespace Rapport.Server.Authority;

/// <summary>Changes the key-encryption key of the running house, to a new file of its keys folder and nothing else.</summary>
/// <remarks>A request that could name a key could name a library to be loaded: keys of the environment or a device are changed by <c>rapport keys rotate</c>.</remarks>
internal sealed class KeyRotations(RapportOptions options, IAuditLog audit)
{
    /// <returns>Null where the key does not lie in a file, or a rotation runs already.</returns>
    public async Task<KeyRotationResult?> RunAsync(string actor, TenantId tenant, CancellationToken cancellation)
    {
        var folder = Path.Combine(options.Home, "keys");
        if (KeyRotation.ReferenceOf(folder)?.StartsWith("file:", StringComparison.Ordinal) != true)
            return null;
        await audit.AppendAsync(new AuditEntry(actor, "house.keys-rotate", tenant), cancellation);
        try
        {
            // Once begun it is finished, whoever still waits.
            var result = await Task.Run(() => KeyRotation.Run(folder, to: null, cancellation: CancellationToken.None), CancellationToken.None);
            await audit.AppendAsync(new AuditEntry(actor, "house.keys-rotated", tenant, Detail: $"generation {result.Generation}, {result.Wrapped} keys"), CancellationToken.None);
            return result;
        }
        catch (KeysUnavailableException)
        {
            return null;
        }
    }
}
