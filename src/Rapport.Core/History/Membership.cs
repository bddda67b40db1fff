using System.Globalization;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>What the loyalty programme says of a person: their tier and their points. Stated and transactional data only, nothing inferred.</summary>
/// <param name="Tier">As the shop names it; null before the first.</param>
/// <param name="Since">UTC, when the tier was reached; null without one.</param>
/// <param name="Points">Earned in the time that is kept.</param>
public sealed record Membership(string? Tier, DateTimeOffset? Since, long Points)
{
    /// <summary>Null when the programme said nothing that may be read.</summary>
    /// <param name="loyalty">What the purpose "loyalty" may read.</param>
    public static Membership? Of(UsableHistory loyalty)
    {
        ArgumentNullException.ThrowIfNull(loyalty);
        HistoryLine? tier = null;
        var points = 0L;
        var isMember = false;
        foreach (var line in loyalty.Lines)
        {
            if (line.Kind == EventKind.LoyaltyTierChanged && (tier is null || line.At >= tier.At))
                tier = line;
            else if (line.Kind == EventKind.LoyaltyPointsEarned)
                points += long.TryParse(line.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var earned) ? earned : 0;
            isMember |= line.Kind is EventKind.LoyaltyTierChanged or EventKind.LoyaltyPointsEarned;
        }

        return isMember ? new Membership(tier?.Text, tier?.At, points) : null;
    }
}
