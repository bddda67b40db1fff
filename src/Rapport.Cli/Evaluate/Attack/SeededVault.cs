using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate.Attack;

/// <summary>The vault of a throw-away shop whose lists draw their noise from the seed, so that an evaluation can be repeated.</summary>
internal sealed class SeededVault(IModelVault inner, int seed) : IModelVault
{
    public Task<T?> LoadAsync<T>(TenantId tenant, Func<Stream, T> read, CancellationToken cancellation)
        where T : class => inner.LoadAsync(tenant, read, cancellation);

    public Task SaveAsync(TenantId tenant, Action<Stream> write, bool destroySuperseded, CancellationToken cancellation) =>
        inner.SaveAsync(tenant, write, destroySuperseded, cancellation);

    public Task<byte[]> SecretAsync(TenantId tenant, CancellationToken cancellation) =>
        Task.FromResult(SHA256.HashData(Encoding.UTF8.GetBytes($"a throw-away secret, {seed}")));
}
