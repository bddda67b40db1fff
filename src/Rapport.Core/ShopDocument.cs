using Rapport.Core.Events;

namespace Rapport.Core;

/// <summary>One version of something a shop wrote down for itself: its tact policy, a campaign, an experiment. Nothing in it is about a person.</summary>
/// <param name="Kind">What it is, e.g. <c>tact</c>.</param>
/// <param name="Id">Which one of its kind; empty where a shop has one only.</param>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="Actor">Who wrote it, as the audit names people and keys.</param>
/// <param name="Text">JSON; empty in the version that takes it away.</param>
public sealed record ShopDocument(TenantId Tenant, string Kind, string Id, int Version, DateTimeOffset At, string Actor, string Text)
{
    public bool IsRemoved => Text.Length == 0;
}
