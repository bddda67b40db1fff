using System.Collections.Immutable;

namespace Rapport.Core.Campaigns;

/// <summary>Counts plans, and names nobody. What leaves it is of so many people or more.</summary>
/// <remarks><b>Threads</b>: not safe; count ranges apart and add them up.</remarks>
public sealed class CampaignTally
{
    /// <summary>Of fewer people no count leaves.</summary>
    public const int LeastShown = CampaignAudience.LeastOfAll;

    private const int Bands = 10;

    private readonly long[] _fates = new long[256];
    private readonly long[] _bands = new long[Bands];
    private readonly Dictionary<string, long> _offers = new(StringComparer.Ordinal);

    public long Audience { get; private set; }

    public long Sent => _fates[(int)CampaignFate.Sent];

    /// <summary>Of those who get it, how many the floor speaks against.</summary>
    public long SentBelowFloor { get; private set; }

    private long Unknown { get; set; }

    /// <summary>The tenth a relevance lies in, 0 to 9; null where it is unknown.</summary>
    public static int? BandOf(double? relevance) => relevance is { } known ? Math.Min(Bands - 1, (int)(known * Bands)) : null;

    public void Add(RecipientPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Fate == CampaignFate.Outside)
            return;
        Audience++;
        _fates[(int)plan.Fate]++;
        if (BandOf(plan.Relevance) is { } band)
            _bands[band]++;
        else if (plan.IsSent)
            Unknown++;
        if (!plan.IsSent)
            return;
        SentBelowFloor += plan.IsBelowFloor ? 1 : 0;
        if (plan.Offer is { } offer)
            _offers[offer.Id] = _offers.GetValueOrDefault(offer.Id) + 1;
    }

    public void Add(CampaignTally other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (Audience, SentBelowFloor, Unknown) = (Audience + other.Audience, SentBelowFloor + other.SentBelowFloor, Unknown + other.Unknown);
        for (var fate = 0; fate < _fates.Length; fate++)
            _fates[fate] += other._fates[fate];
        for (var band = 0; band < Bands; band++)
            _bands[band] += other._bands[band];
        foreach (var (offer, count) in other._offers)
            _offers[offer] = _offers.GetValueOrDefault(offer) + count;
    }

    /// <summary>The share of messages that carry one and the same offer which nobody's choices decide about (rule T18), and which it is.</summary>
    public (double Share, string? Offer) Blast(Campaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        var (offer, count) = campaign.Offers.Where(offer => !offer.IsPerPerson).Select(offer => (offer.Id, Count: _offers.GetValueOrDefault(offer.Id))).OrderByDescending(each => each.Count).FirstOrDefault();
        return count == 0 ? (0, null) : ((double)count / Sent, offer);
    }

    /// <summary>What may be shown of it; of too few, nothing.</summary>
    public CampaignPreview Show(Campaign campaign)
    {
        ArgumentNullException.ThrowIfNull(campaign);
        if (Audience < campaign.Audience.Least || Sent is > 0 and < LeastShown)
            return CampaignPreview.OfTooFew;
        var skipped = Enumerable.Range(0, _fates.Length).Where(fate => fate != (int)CampaignFate.Sent && _fates[fate] > 0).ToDictionary(fate => (CampaignFate)fate, fate => _fates[fate]);
        return new CampaignPreview(
            IsOfTooFew: false, Audience, Sent, Merged(skipped), RelevanceBand.Of(_bands, LeastShown),
            Unknown >= LeastShown ? Unknown : null,
            SentBelowFloor >= LeastShown ? SentBelowFloor : null,
            [.. _offers.Where(offer => offer.Value >= LeastShown).OrderBy(offer => offer.Key, StringComparer.Ordinal).Select(offer => new OfferShare(offer.Key, offer.Value, (double)offer.Value / Sent))],
            Blast(campaign).Share, Blast(campaign).Offer);
    }

    /// <summary>Small groups together, with the next larger where they are still small, so that none can be told by taking away the others.</summary>
    private static ImmutableArray<SkippedGroup> Merged(Dictionary<CampaignFate, long> skipped)
    {
        var shown = new List<SkippedGroup>();
        var (together, count) = (new List<CampaignFate>(), 0L);
        foreach (var (fate, people) in skipped.OrderBy(each => each.Value).ThenBy(each => each.Key))
        {
            if (people >= LeastShown && count is 0 or >= LeastShown)
            {
                shown.Add(new SkippedGroup([fate], people));
                continue;
            }

            together.Add(fate);
            count += people;
        }

        if (count >= LeastShown)
            shown.Add(new SkippedGroup([.. together.Order()], count));
        else if (count > 0)
            shown.Add(new SkippedGroup([.. together.Order()], null));
        return [.. shown.OrderBy(group => group.Fates[0])];
    }
}
