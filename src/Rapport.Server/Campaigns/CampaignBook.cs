using System.Text.Json;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Server.Endpoints;

namespace Rapport.Server.Campaigns;

/// <summary>Where a shop's campaigns are written down, in versions, each with the last preview of it.</summary>
internal sealed class CampaignBook(IDocumentStore documents, IAuditLog audit, TimeProvider clock)
{
    /// <summary>A preview older than this says nothing of today's audience.</summary>
    public static readonly TimeSpan PreviewHolds = TimeSpan.FromHours(24);

    private const string Kind = "campaign";
    private const string PreviewKind = "campaign-preview";

    public Task<IReadOnlyList<ShopDocument>> ListAsync(TenantId tenant, CancellationToken cancellation) => documents.ListDocumentsAsync(tenant, Kind, cancellation);

    public async Task<(CampaignBody Body, ShopDocument Stored)?> FindAsync(TenantId tenant, string id, CancellationToken cancellation) =>
        await documents.FindDocumentAsync(tenant, Kind, id, cancellation) is { IsRemoved: false } stored ? (Open(stored), stored) : null;

    public static CampaignBody Open(ShopDocument stored) => JsonSerializer.Deserialize(stored.Text, ApiJson.Default.CampaignBody)!;

    /// <returns>The new version.</returns>
    public async Task<int> PutAsync(TenantId tenant, string actor, string id, CampaignBody body, CancellationToken cancellation)
    {
        var reasons = (body.RelevanceReason is null ? "" : $" relevance: {body.RelevanceReason}") + (body.BlastReason is null ? "" : $" blast: {body.BlastReason}");
        await audit.AppendAsync(new AuditEntry(actor, "campaign.change", tenant, Detail: id + reasons), cancellation);
        return await AppendAsync(tenant, actor, Kind, id, JsonSerializer.Serialize(body, ApiJson.Default.CampaignBody), cancellation);
    }

    public Task KeepPreviewAsync(TenantId tenant, string actor, string id, PreviewAnswer preview, CancellationToken cancellation) =>
        AppendAsync(tenant, actor, PreviewKind, id, JsonSerializer.Serialize(preview, ApiJson.Default.PreviewAnswer), cancellation);

    /// <summary>The last preview of a version, while it holds.</summary>
    public async Task<PreviewAnswer?> FindPreviewAsync(TenantId tenant, string id, int version, CancellationToken cancellation) =>
        await documents.FindDocumentAsync(tenant, PreviewKind, id, cancellation) is { } stored && stored.At + PreviewHolds > clock.GetUtcNow()
        && JsonSerializer.Deserialize(stored.Text, ApiJson.Default.PreviewAnswer) is { } preview && preview.Version == version ? preview : null;

    private async Task<int> AppendAsync(TenantId tenant, string actor, string kind, string id, string text, CancellationToken cancellation)
    {
        while (true)
        {
            var version = ((await documents.FindDocumentAsync(tenant, kind, id, cancellation))?.Version ?? 0) + 1;
            if (await documents.AppendDocumentAsync(new ShopDocument(tenant, kind, id, version, clock.GetUtcNow(), actor, text), cancellation))
                return version;
        }
    }
}
