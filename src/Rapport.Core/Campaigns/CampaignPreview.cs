using System.Collections.Immutable;

namespace Rapport.Core.Campaigns;

/// <summary>What a campaign would do, in counts of twenty people or more.</summary>
/// <param name="IsOfTooFew">The audience, or who is left of it, is smaller than may be shown or sent to; then nothing else is said.</param>
/// <param name="Skipped">Who gets nothing, by the reason; small groups together.</param>
/// <param name="Relevance">How relevant it is, from 0 to 1, among all of the audience whose relevance is known.</param>
/// <param name="Unknown">Of whom nothing is known yet; null for too few to say.</param>
/// <param name="SentBelowFloor">Who gets it though the floor speaks against it; null for too few to say.</param>
/// <param name="BlastShare">The share of messages with one and the same offer that nobody's choices decide about (rule T18).</param>
public sealed record CampaignPreview(
    bool IsOfTooFew,
    long Audience,
    long Sent,
    ImmutableArray<SkippedGroup> Skipped,
    ImmutableArray<RelevanceBand> Relevance,
    long? Unknown,
    long? SentBelowFloor,
    ImmutableArray<OfferShare> Offers,
    double BlastShare,
    string? BlastOffer)
{
    public static CampaignPreview OfTooFew { get; } = new(true, 0, 0, [], [], null, null, [], 0, null);
}

/// <summary>People who get nothing, for one of these reasons.</summary>
/// <param name="People">Null for fewer than may be shown.</param>
public sealed record SkippedGroup(ImmutableArray<CampaignFate> Fates, long? People);

/// <summary>How many get an offer.</summary>
public sealed record OfferShare(string Offer, long People, double Share);

/// <summary>People whose relevance lies between two bounds; bands of few are joined with their neighbours.</summary>
public sealed record RelevanceBand(double From, double To, long People)
{
    /// <param name="tenths">How many in each tenth.</param>
    internal static ImmutableArray<RelevanceBand> Of(long[] tenths, int least)
    {
        var bands = new List<RelevanceBand>();
        var (from, people) = (0, 0L);
        for (var tenth = 0; tenth < tenths.Length; tenth++)
        {
            people += tenths[tenth];
            if (people > 0 && people < least)
                continue;
            bands.Add(new RelevanceBand((double)from / tenths.Length, (tenth + 1.0) / tenths.Length, people));
            (from, people) = (tenth + 1, 0);
        }

        // What is left at the end goes with the last that is shown.
        if (people > 0 && bands.FindLastIndex(band => band.People > 0) is var last and >= 0)
        {
            var joined = bands[last] with { To = 1, People = bands[last].People + people };
            bands.RemoveRange(last, bands.Count - last);
            bands.Add(joined);
        }

        return [.. bands];
    }
}
