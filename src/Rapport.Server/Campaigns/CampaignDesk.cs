using Rapport.Core;
using Rapport.Core.Campaigns;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Rights;
using Rapport.Core.Tact;

namespace Rapport.Server.Campaigns;

/// <summary>Plans a campaign for everybody it may concern: counts for the marketer, names for who may see names.</summary>
internal sealed class CampaignDesk(ICustomerStore customers, Shops shops, CampaignBook book, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Counts what a campaign would do now, and keeps that beside it.</summary>
    public async Task<PreviewAnswer> PreviewAsync(TenantId tenant, string actor, Campaign campaign, int version, CancellationToken cancellation)
    {
        var (shop, now) = (shops[tenant], clock.GetUtcNow());
        var planner = new CampaignPlanner(campaign, shop, now);
        var tally = new CampaignTally();
        foreach (var range in await customers.ReadAllAsync(tenant, () => new CampaignTally(), (part, file) => part.Add(planner.Plan(file)), cancellation))
            tally.Add(range);
        var preview = tally.Show(campaign);
        var policy = shop.Policy.On(Surface.Mail);
        var answer = PreviewAnswer.Of(preview, version, now, policy.Version, [.. Warnings(campaign, preview, policy, now)]);
        await book.KeepPreviewAsync(tenant, actor, campaign.Id, answer, cancellation);
        return answer;
    }

    /// <summary>The customers of one fate, so many at the most. Who asks is in the audit before anybody is named.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(TenantId tenant, string actor, Campaign campaign, CampaignFate fate, int most, CancellationToken cancellation)
    {
        var planner = new CampaignPlanner(campaign, shops[tenant], clock.GetUtcNow());
        var ranges = await customers.ReadAllAsync(tenant, () => new List<string>(), (named, file) =>
        {
            if (named.Count < most && planner.Plan(file).Fate == fate)
                named.Add(file.Customer.Value);
        }, cancellation);
        List<string> names = [.. ranges.SelectMany(named => named).Order(StringComparer.Ordinal).Take(most)];
        await audit.AppendAsync(new AuditEntry(actor, "campaign.names", tenant, People: names.Count, Detail: $"{campaign.Id} {PreviewAnswer.NameOf(fate)}"), cancellation);
        return names;
    }

    /// <summary>What stands against sending a campaign now, as a problem's code and words; null for nothing.</summary>
    public async Task<(string Code, string Words)?> ObstacleAsync(TenantId tenant, Campaign campaign, int version, CancellationToken cancellation)
    {
        if (await book.FindPreviewAsync(tenant, campaign.Id, version, cancellation) is not { } preview)
            return ("preview-needed", "Ask for a preview of this version first; it holds for 24 hours.");
        var policy = shops[tenant].Policy.On(Surface.Mail);
        if (preview.IsOfTooFew)
            return ("audience-too-small", $"Fewer than {campaign.Audience.Least} people would be concerned.");
        if (IsBlast(campaign, preview.BlastShare, policy) && policy.Enforces(TactRule.Blast))
            return ("blast-needs-reason", BlastWords(preview.BlastShare, policy));
        return campaign.Quiet.Covers(clock.GetUtcNow()) ? ("quiet-hours", $"From {campaign.Quiet.From} to {campaign.Quiet.Until}, {campaign.Quiet.TimeZone}, nothing is handed over.") : null;
    }

    private static IEnumerable<string> Warnings(Campaign campaign, CampaignPreview preview, TactPolicy policy, DateTimeOffset now)
    {
        if (preview.IsOfTooFew)
            yield return "too-few";
        if (IsBlast(campaign, preview.BlastShare, policy))
            yield return "T18: " + BlastWords(preview.BlastShare, policy);
        if (campaign.Quiet.Covers(now))
            yield return "quiet-hours";
    }

    private static bool IsBlast(Campaign campaign, double share, TactPolicy policy) =>
        policy.ModeOf(TactRule.Blast) != RuleMode.Off && share > policy.BlastShare && campaign.BlastReason is null;

    private static string BlastWords(double share, TactPolicy policy) =>
        FormattableString.Invariant($"{share:P0} of the messages carry the same offer, more than {policy.BlastShare:P0}: let offers go by what people chose before, or write down a blastReason.");
}
