using System.Collections.Immutable;

namespace Rapport.Core.Campaigns;

/// <summary>Whom a campaign is for, among those who said yes to mail: by signals they allowed for it, and never fewer than so many.</summary>
/// <param name="InterestedIn">Categories of which at least one must be known to interest them (rule T3) for long enough (rule T4); empty for everybody.</param>
/// <param name="BoughtWithinDays">Only who bought something within so many days; 0 for everybody.</param>
/// <param name="Least">Fewer than so many, and it is not sent.</param>
public sealed record CampaignAudience(ImmutableArray<string> InterestedIn, int BoughtWithinDays = 0, int Least = CampaignAudience.LeastOfAll)
{
    /// <summary>The smallest audience there is: of fewer people not even a count leaves.</summary>
    public const int LeastOfAll = 20;

    public static CampaignAudience Everybody { get; } = new([]);
}
