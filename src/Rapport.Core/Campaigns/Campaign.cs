using System.Collections.Immutable;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.Campaigns;

/// <summary>A mail the shop wants to send, as it is written down: to whom, about what, with which offers and words. Nothing in it is about a person.</summary>
/// <param name="Topics">Categories it is about; with no items, what is recommended comes from them. Empty: whatever suits each recipient.</param>
/// <param name="Items">Items the shop chose itself; empty where they are recommended to each recipient.</param>
/// <param name="Count">How many items a mail shows.</param>
/// <param name="RelevanceReason">Why it goes to people below the relevance floor all the same (rule T17); null where it does not.</param>
/// <param name="BlastReason">Why most get the same offer (rule T18); null where they need not.</param>
public sealed record Campaign(
    string Id,
    CampaignAudience Audience,
    CampaignTemplate Template,
    ImmutableArray<string> Topics,
    ImmutableArray<ItemId> Items,
    ImmutableArray<Offer> Offers,
    QuietHours Quiet,
    int Count = 3,
    string? RelevanceReason = null,
    string? BlastReason = null)
{
    public const int MostItems = 20;
    public const int MostOffers = 20;

    /// <summary>The shortest reason that says anything.</summary>
    public const int LeastReason = 15;

    private const int LongestId = 64;

    /// <summary>Whether each recipient gets what suits them, instead of what the shop chose.</summary>
    public bool IsRecommended => Items.IsEmpty && Topics.IsEmpty;

    /// <summary>Everything wrong with it; empty when it may be kept.</summary>
    public IReadOnlyList<CampaignMistake> Mistakes(ItemCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return [.. OwnMistakes(catalogue), .. TemplateLint.Check(Template, catalogue.Classifier)];
    }

    private IEnumerable<CampaignMistake> OwnMistakes(ItemCatalogue catalogue)
    {
        if (Id.Length is 0 or > LongestId || !Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || catalogue.Classifier.ClassOfText(Id.Replace('-', ' ')).Code is not null)
            yield return new("invalid", "id", "Up to 64 lower-case letters, digits and hyphens, and no touchy word: recipients find it in what is held about them.");
        if (Count is < 1 or > MostItems || Items.Length > MostItems || Offers.Length > MostOffers)
            yield return new("invalid", "count", $"1 to {MostItems} items, and at most {MostOffers} offers.");
        if (Audience.Least < CampaignAudience.LeastOfAll)
            yield return new("invalid", "audience.least", $"At least {CampaignAudience.LeastOfAll}: a message to fewer is a message to somebody.");
        if (!Quiet.IsValid)
            yield return new("invalid", "quiet", "Hours from 0 to 23 and a time zone that exists.");
        foreach (var item in Items.Where(item => catalogue.Find(item) is null))
            yield return new("unknown-item", "items", $"The catalogue does not know {item}.");
        foreach (var touchy in Touchy(catalogue))
            yield return new("T1", "topics", $"{touchy} is sensitive: nothing of it is ever in a mail.");
        if (Offers.Select(offer => offer.Percent).Distinct().Count() > 1)
            yield return new("T19", "offers", "All offers of a campaign are worth the same: a better price for one profile than for another is none of tact's.");
        if (Offers.Select(offer => offer.Id).Distinct().Count() < Offers.Length || Offers.Any(offer => !offer.IsValid))
            yield return new("invalid", "offers", "Each offer has an id of its own, a code, a text in English or German and 0 to 90 percent.");
        foreach (var (reason, name) in new[] { (RelevanceReason, "relevanceReason"), (BlastReason, "blastReason") })
        {
            if (reason is not null && reason.Trim().Length < LeastReason)
                yield return new("invalid", name, $"A reason has at least {LeastReason} characters: somebody will read it.");
        }
    }

    private IEnumerable<string> Touchy(ItemCatalogue catalogue) =>
        Items.Select(catalogue.Find).OfType<CatalogueItem>().Where(item => item.Class.IsSensitive).Select(item => item.Id.ToString())
            .Concat(Topics.Concat(Audience.InterestedIn).Concat(Offers.SelectMany(offer => offer.About)).Distinct().Where(path => catalogue.Classifier.ClassOfText(path).IsSensitive));
}

/// <summary>One thing wrong with a campaign.</summary>
/// <param name="Code">A rule of tact, e.g. <c>T9</c>, or a word.</param>
/// <param name="Where">The member, e.g. <c>template.en.subject</c>.</param>
public sealed record CampaignMistake(string Code, string Where, string Words);
