using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;
using Rapport.Server.Hosting;

namespace Rapport.Server.Authority;

/// <summary>The shops this server answers for, found by id or by key.</summary>
/// <remarks><b>Threads</b>: immutable.</remarks>
internal sealed class TenantDirectory
{
    private readonly FrozenDictionary<string, Tenant> _byId;
    private readonly FrozenDictionary<string, Tenant> _byWriteKey;

    public TenantDirectory(RapportSettings settings)
    {
        All = [.. settings.Tenants.Select(Tenant.From)];
        _byId = All.ToFrozenDictionary(tenant => tenant.Id.Value, StringComparer.Ordinal);
        _byWriteKey = All.SelectMany(tenant => tenant.WriteKeys, (tenant, key) => (tenant, key)).ToFrozenDictionary(pair => pair.key, pair => pair.tenant, StringComparer.Ordinal);
    }

    public ImmutableArray<Tenant> All { get; }

    public Tenant? Find(string id) => _byId.GetValueOrDefault(id);

    public Tenant? Find(TenantId id) => Find(id.Value);

    public Tenant? FindByWriteKey(string key) => _byWriteKey.GetValueOrDefault(key);

    /// <summary>Compares with every hash in the same time, found or not.</summary>
    public Tenant? FindBySecretKey(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        Tenant? found = null;
        foreach (var tenant in All)
        {
            foreach (var known in tenant.SecretKeyHashes)
            {
                if (CryptographicOperations.FixedTimeEquals(known, hash))
                    found = tenant;
            }
        }

        return found;
    }
}
