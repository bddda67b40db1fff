using System.Text.Json;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Recommendations.Policy;
using Rapport.Core.Rights;
using Rapport.Core.Tact;
using Rapport.Server.Catalogue;
using Rapport.Server.Endpoints;

namespace Rapport.Server.Tact;

/// <summary>Keeps each shop's tact policy in memory equal to its newest stored version.</summary>
/// <remarks><b>Threads</b>: safe; one change at a time.</remarks>
internal sealed class PolicyBook(IDocumentStore documents, Shops shops, IAuditLog audit, TimeProvider clock) : IDisposable
{
    /// <summary>The kind under which policies are kept.</summary>
    public const string Kind = "tact";

    private readonly Turn _turn = new();

    /// <summary>The policy in force as it was written down; the default under version 1 where nobody wrote one.</summary>
    public async Task<(PolicyDocument Document, int Version)> ReadAsync(TenantId tenant, CancellationToken cancellation) =>
        await documents.FindDocumentAsync(tenant, Kind, "", cancellation) is { } stored ? (Open(stored), VersionOf(stored)) : (PolicyDocument.Default, TactPolicy.Default.Version);

    /// <summary>Every version that was ever in force, newest first.</summary>
    public async Task<IReadOnlyList<(ShopDocument Stored, int Version)>> VersionsAsync(TenantId tenant, CancellationToken cancellation) =>
        [.. (await documents.ListVersionsAsync(tenant, Kind, "", cancellation)).Select(stored => (stored, VersionOf(stored)))];

    /// <summary>Puts a policy in force; the next decision obeys it.</summary>
    /// <param name="read">The version the change was made from; null where whatever stands may be replaced.</param>
    /// <returns>The new version; null where somebody changed the policy since.</returns>
    public Task<int?> PutAsync(TenantId tenant, string actor, PolicyDocument document, int? read, CancellationToken cancellation) => _turn.TakeAsync<int?>(async () =>
    {
        var newest = await documents.FindDocumentAsync(tenant, Kind, "", cancellation);
        var version = newest is null ? TactPolicy.Default.Version : VersionOf(newest);
        if (read is not null && read != version)
            return null;
        var next = new ShopDocument(tenant, Kind, "", (newest?.Version ?? 0) + 1, clock.GetUtcNow(), actor, JsonSerializer.Serialize(PolicyBody.Of(document), ApiJson.Default.PolicyBody));
        var policy = document.Resolve(VersionOf(next));
        await audit.AppendAsync(new AuditEntry(actor, "policy.change", tenant, Detail: $"tact {version} to {policy.Version}"), cancellation);
        if (!await documents.AppendDocumentAsync(next, cancellation))
            return null;
        shops.Swap(tenant, shop => shop with { Policy = policy });
        return policy.Version;
    }, cancellation);

    /// <summary>The policy of a version; null where none of that number ever was.</summary>
    public async Task<PolicyDocument?> FindAsync(TenantId tenant, int version, CancellationToken cancellation)
    {
        if (version == TactPolicy.Default.Version)
            return PolicyDocument.Default;
        var (stored, _) = (await VersionsAsync(tenant, cancellation)).FirstOrDefault(each => each.Version == version);
        return stored is null ? null : Open(stored);
    }

    /// <summary>Puts a policy back that was in force before, as a change like any other.</summary>
    /// <returns>The new version; null where none of that number ever was.</returns>
    public async Task<int?> RollBackAsync(TenantId tenant, string actor, int version, CancellationToken cancellation) =>
        await FindAsync(tenant, version, cancellation) is { } earlier ? await PutAsync(tenant, actor, earlier, read: null, cancellation) : null;

    /// <summary>Takes the stored policy into the shop.</summary>
    public Task LoadAsync(TenantId tenant, CancellationToken cancellation) => _turn.TakeAsync(async () =>
    {
        var (document, version) = await ReadAsync(tenant, cancellation);
        return shops.Swap(tenant, shop => shop with { Policy = document.Resolve(version) });
    }, cancellation);

    public void Dispose() => _turn.Dispose();

    private static PolicyDocument Open(ShopDocument stored) => JsonSerializer.Deserialize(stored.Text, ApiJson.Default.PolicyBody)!.ToDocument()!;

    /// <summary>Version 1 is what ships; the first that a shop writes is 2.</summary>
    private static int VersionOf(ShopDocument stored) => TactPolicy.Default.Version + stored.Version;
}
