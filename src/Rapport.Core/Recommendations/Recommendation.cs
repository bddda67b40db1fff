using Rapport.Core.Events;

namespace Rapport.Core.Recommendations;

/// <summary>An item that may be shown, with the tier it rests on and its true reason.</summary>
public sealed record Recommendation(ItemId Item, Tier Tier, Reason Reason);
