using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>Items that the batch lists put beside items of the page, the cart or the visit (ground rule 7).</summary>
/// <remarks>Several items take turns, so that none of a cart drowns the others.</remarks>
/// <param name="isOtherKind">Only what is of another family than every item it is put beside: a complement, never a rival.</param>
internal sealed class ListSource(string id, CandidateBasis basis, Func<Situation, IReadOnlyList<CatalogueItem>> besides, bool isOfThisVisit = false, bool isOtherKind = false) : CandidateSource
{
    public static ListSource GoesWithThePage { get; } = new("goes-with-page", CandidateBasis.Related, PageItems);

    public static ListSource GoesWithTheCart { get; } = new("goes-with-cart", CandidateBasis.Related, CartItems);

    public static ListSource BoughtWithTheCart { get; } = new("bought-with-cart", CandidateBasis.Together, CartItems);

    public static ListSource GoesWithTheVisit { get; } = new("goes-with-visit", CandidateBasis.Related, VisitItems, isOfThisVisit: true);

    public static ListSource GoesWithTheLastOfTheVisit { get; } = new("goes-with-last-viewed", CandidateBasis.Related, situation => [.. VisitItems(situation).TakeLast(1)], isOfThisVisit: true);

    public static ListSource Complements { get; } = new("complements", CandidateBasis.Together, Bases, isOtherKind: true);

    public static ListSource BoughtWithTheOrder { get; } = new("bought-with-order", CandidateBasis.Together, CartItems, isOtherKind: true);

    public static ListSource GoesWithTheOrder { get; } = new("goes-with-order", CandidateBasis.Related, CartItems, isOtherKind: true);

    public override string Id => id;

    /// <summary>What a better one or a complement is looked for: the cart, else the item of the page.</summary>
    public static IReadOnlyList<CatalogueItem> Bases(Situation situation) => situation.Request.Cart.Count > 0 ? CartItems(situation) : PageItems(situation);

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var items = besides(situation);
        var longest = items.Count == 0 ? 0 : items.Max(item => ListOf(situation, item).Length);
        for (var place = 0; place < longest; place++)
        {
            foreach (var item in items)
            {
                if (place < ListOf(situation, item).Length && situation.Find(ListOf(situation, item)[place]) is { } found && !(isOtherKind && items.Any(found.IsOfFamily)))
                    yield return new Candidate(found, basis, -place, [], item, isOfThisVisit);
            }
        }
    }

    private ItemList ListOf(Situation situation, CatalogueItem item) =>
        basis == CandidateBasis.Together ? situation.Shop.Lists.Together(situation.ProductOf(item)) : situation.Shop.Lists.Related(situation.ProductOf(item));

    private static IReadOnlyList<CatalogueItem> PageItems(Situation situation) => situation.Page is { } page ? [page] : [];

    private static IReadOnlyList<CatalogueItem> CartItems(Situation situation) => [.. situation.Request.Cart.Select(situation.Find).OfType<CatalogueItem>()];

    /// <summary>Items of this visit that may speak, in the order of the visit: an ordinary topic from two distinct items on (ground rule 19); touchy ones never.</summary>
    private static IReadOnlyList<CatalogueItem> VisitItems(Situation situation)
    {
        if (situation.Request.Visit.Count == 0)
            return [];
        var seen = situation.Request.Visit.Distinct().Select(situation.Find).OfType<CatalogueItem>().Where(item => item.Class.Code is null).DistinctBy(situation.ProductOf).ToList();
        var speaking = seen.CountBy(item => item.Topic).Where(topic => topic.Value >= 2).Select(topic => topic.Key).ToHashSet();
        return [.. seen.Where(item => speaking.Contains(item.Topic))];
    }
}
