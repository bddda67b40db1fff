using System.Globalization;

namespace Rapport.Core.Campaigns;

/// <summary>What a person's own file says of a message: the campaign, the tenth its relevance lay in, and whether it was below the floor.</summary>
/// <param name="Band">0 to 9; null where nothing was known.</param>
public sealed record CampaignMark(string Campaign, int? Band, bool IsBelowFloor)
{
    /// <summary>For example <c>spring relevance=4</c>.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Campaign}{(Band is { } band ? $" relevance={band}" : "")}{(IsBelowFloor ? " below-floor" : "")}");

    public static CampaignMark Of(string campaign, RecipientPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new(campaign, CampaignTally.BandOf(plan.Relevance), plan.IsBelowFloor);
    }

    /// <summary>Null for a message of no campaign.</summary>
    public static CampaignMark? Read(string? text)
    {
        if (text is not { Length: > 0 })
            return null;
        var parts = text.Split(' ');
        int? band = null;
        foreach (var part in parts.Skip(1))
        {
            if (part.StartsWith("relevance=", StringComparison.Ordinal) && int.TryParse(part.AsSpan(10), NumberStyles.None, CultureInfo.InvariantCulture, out var read))
                band = read;
        }

        return new CampaignMark(parts[0], band, parts.Contains("below-floor"));
    }
}
