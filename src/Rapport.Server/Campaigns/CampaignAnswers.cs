using Rapport.Core.Campaigns;

namespace Rapport.Server.Campaigns;

/// <summary>A campaign as it is kept.</summary>
/// <param name="By">Who wrote this version, as the audit names people and keys.</param>
internal sealed record CampaignAnswer(string Id, int Version, DateTimeOffset At, string By, CampaignBody Campaign);

/// <summary>All campaigns of a shop.</summary>
internal sealed record CampaignList(IReadOnlyList<CampaignAnswer> Campaigns);

/// <summary>What a campaign would do now, in counts of twenty people or more.</summary>
/// <param name="IsOfTooFew">The audience, or who is left of it, is too small to be shown or sent to; then nothing else is said.</param>
/// <param name="Skipped">Who gets nothing, by the reason; groups of fewer than twenty stand together.</param>
/// <param name="Relevance">The distribution of relevance, 0 to 1, where it is known.</param>
/// <param name="Unknown">Recipients of whom nothing is known; null for fewer than twenty.</param>
/// <param name="SentBelowFloor">Recipients whom the relevance floor speaks against; null for fewer than twenty.</param>
/// <param name="BlastShare">The share of messages with one and the same offer that nobody's choices decide about (rule T18).</param>
/// <param name="Warnings">What stands against sending it: T18 without a reason, quiet hours, too few.</param>
internal sealed record PreviewAnswer(
    int Version,
    DateTimeOffset At,
    int PolicyVersion,
    bool IsOfTooFew,
    long Audience,
    long Sent,
    IReadOnlyList<SkippedAnswer> Skipped,
    IReadOnlyList<BandAnswer> Relevance,
    long? Unknown,
    long? SentBelowFloor,
    IReadOnlyList<OfferAnswer> Offers,
    double BlastShare,
    string? BlastOffer,
    IReadOnlyList<string> Warnings)
{
    public static PreviewAnswer Of(CampaignPreview preview, int version, DateTimeOffset at, int policy, IReadOnlyList<string> warnings) => new(
        version, at, policy, preview.IsOfTooFew, preview.Audience, preview.Sent,
        [.. preview.Skipped.Select(group => new SkippedAnswer([.. group.Fates.Select(NameOf)], group.People))],
        [.. preview.Relevance.Select(band => new BandAnswer(band.From, band.To, band.People))],
        preview.Unknown, preview.SentBelowFloor,
        [.. preview.Offers.Select(offer => new OfferAnswer(offer.Offer, offer.People, Math.Round(offer.Share, 4)))],
        Math.Round(preview.BlastShare, 4), preview.BlastOffer, warnings);

    /// <summary>A fate on the wire: the rule, where one decided.</summary>
    public static string NameOf(CampaignFate fate) => fate switch
    {
        CampaignFate.TooSoon => "T4",
        CampaignFate.TooOften => "T5",
        CampaignFate.BelowFloor => "T17",
        CampaignFate.NothingToSay => "nothing-to-say",
        CampaignFate.Suppressed => "suppressed",
        CampaignFate.Sent => "sent",
        _ => "outside",
    };

    public static CampaignFate? FateOf(string name) => Enum.GetValues<CampaignFate>().Where(fate => fate != CampaignFate.Outside && NameOf(fate) == name).Select(fate => (CampaignFate?)fate).FirstOrDefault();
}

/// <summary>People who get nothing, for one of these reasons: T4, T5, T17, nothing-to-say.</summary>
/// <param name="People">Null for fewer than twenty.</param>
internal sealed record SkippedAnswer(IReadOnlyList<string> Reasons, long? People);

/// <summary>People of a relevance.</summary>
internal sealed record BandAnswer(double From, double To, long People);

/// <summary>How many get an offer.</summary>
internal sealed record OfferAnswer(string Offer, long People, double Share);

/// <summary>Customers of a preview by name.</summary>
internal sealed record NamesAnswer(IReadOnlyList<string> Customers);

/// <summary>Whom to send to: the shop names the addresses, and Rapport keeps none.</summary>
internal sealed record SendBody(IReadOnlyList<RecipientBody> Recipients);

/// <summary>One recipient.</summary>
/// <param name="Language">en or de.</param>
internal sealed record RecipientBody(string Customer, string Address, string Language = "en");

/// <summary>What became of the recipients of one request.</summary>
/// <param name="HandedOver">The mail server took them now.</param>
/// <param name="Before">They had it from an earlier request.</param>
/// <param name="Ambiguous">It may have arrived or not, now or before; these are not sent again.</param>
/// <param name="NotNow">The mail server did not take them; send the same again later.</param>
/// <param name="Refused">The mail server will never take them.</param>
/// <param name="Outside">No yes to mail, or not whom it is for.</param>
/// <param name="Skipped">How many got nothing, by the reason; only in requests for twenty people or more.</param>
internal sealed record SendAnswer(int HandedOver, int Before, int Ambiguous, int NotNow, int Refused, int Outside, IReadOnlyDictionary<string, int>? Skipped);

/// <summary>What became of a campaign so far.</summary>
/// <param name="Ambiguous">Message-IDs of mails that may have arrived or not: the mail server's log knows. They are not sent again.</param>
internal sealed record ResultsAnswer(long HandedOver, long Refused, IReadOnlyList<string> Ambiguous);

/// <summary>Addresses that get nothing any more.</summary>
internal sealed record SuppressionsBody(IReadOnlyList<SuppressionBody> Addresses);

/// <summary>One address, kept as a keyed hash alone.</summary>
/// <param name="Reason">bounce, complaint or asked.</param>
/// <param name="Customer">Whose it is, where the shop knows: after a complaint their yes to mail is taken back too.</param>
internal sealed record SuppressionBody(string Address, string Reason, string? Customer = null);

/// <summary>How many addresses were added.</summary>
internal sealed record SuppressedAnswer(int Added);
