using Rapport.Core.Campaigns;
using Rapport.Core.Events;

namespace Rapport.Server.Campaigns;

/// <summary>A campaign: to whom, about what, with which offers and words.</summary>
/// <param name="Template">Words by language, en or de: Liquid.</param>
/// <param name="Audience">Absent: everybody who said yes to mail.</param>
/// <param name="Topics">Categories it is about; without items, what is recommended comes from them.</param>
/// <param name="Items">Items the shop chose itself. Neither topics nor items: each recipient gets what suits them.</param>
/// <param name="Offers">Who gets which goes by what they chose before; all are worth the same.</param>
/// <param name="Quiet">Absent: from 21 to 8, UTC.</param>
/// <param name="Count">How many items a mail shows.</param>
/// <param name="RelevanceReason">Why it goes to people below the relevance floor all the same (rule T17).</param>
/// <param name="BlastReason">Why most get the same offer (rule T18).</param>
internal sealed record CampaignBody(
    IReadOnlyDictionary<string, WordsBody> Template,
    AudienceBody? Audience = null,
    IReadOnlyList<string>? Topics = null,
    IReadOnlyList<string>? Items = null,
    IReadOnlyList<OfferBody>? Offers = null,
    QuietBody? Quiet = null,
    int Count = 3,
    string? RelevanceReason = null,
    string? BlastReason = null)
{
    /// <summary>Null where a member is empty that must not be.</summary>
    public Campaign? ToCampaign(string id)
    {
        if (Template.Values.Any(words => words is null) || (Items ?? []).Any(string.IsNullOrWhiteSpace) || (Offers ?? []).Any(offer => offer is null) || HasBlank(Topics) || HasBlank(Audience?.InterestedIn) || (Offers ?? []).Any(offer => HasBlank(offer.About)))
            return null;
        return new Campaign(
            id,
            Audience is null ? CampaignAudience.Everybody : new CampaignAudience([.. Audience.InterestedIn ?? []], Audience.BoughtWithinDays, Audience.Least),
            new CampaignTemplate(Template.ToDictionary(words => words.Key, words => new MailWords(words.Value.Subject, words.Value.Text, words.Value.Html))),
            [.. Topics ?? []],
            [.. (Items ?? []).Select(item => new ItemId(item))],
            [.. (Offers ?? []).Select(offer => new Offer(offer.Id, offer.Code, offer.Percent, offer.Text, [.. offer.About ?? []]))],
            Quiet is null ? QuietHours.Default : new QuietHours(Quiet.From, Quiet.Until, Quiet.TimeZone),
            Count,
            RelevanceReason,
            BlastReason);
    }

    private static bool HasBlank(IReadOnlyList<string>? paths) => (paths ?? []).Any(string.IsNullOrWhiteSpace);
}

/// <summary>The words of a mail in one language.</summary>
/// <param name="Html">Absent: a mail of plain text alone.</param>
internal sealed record WordsBody(string Subject, string Text, string? Html = null);

/// <summary>Whom it is for.</summary>
/// <param name="InterestedIn">Categories of which at least one is known to interest them.</param>
/// <param name="BoughtWithinDays">Only who bought something within so many days; 0 for everybody.</param>
/// <param name="Least">Fewer than so many, and it is not sent; 20 at least.</param>
internal sealed record AudienceBody(IReadOnlyList<string>? InterestedIn = null, int BoughtWithinDays = 0, int Least = CampaignAudience.LeastOfAll);

/// <summary>An offer.</summary>
/// <param name="Percent">Off the price; all offers of a campaign say the same.</param>
/// <param name="Text">By language.</param>
/// <param name="About">Categories it is for; absent for whatever.</param>
internal sealed record OfferBody(string Id, string Code, int Percent, IReadOnlyDictionary<string, string> Text, IReadOnlyList<string>? About = null);

/// <summary>When nothing is handed over.</summary>
/// <param name="TimeZone">IANA, e.g. Europe/Berlin.</param>
internal sealed record QuietBody(int From, int Until, string TimeZone = "UTC");
