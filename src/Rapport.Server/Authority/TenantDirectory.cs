using System.Collections.Frozen;
using System.Collections.Immutable;
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
}
