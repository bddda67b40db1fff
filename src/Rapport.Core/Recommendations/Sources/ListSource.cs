using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>Items that the batch lists put beside items of the page, the cart or the visit (ground rule 7).</summary>
/// <remarks>Several items take turns, so that none of a cart drowns the others.</remarks>
internal sealed class ListSource(string id, CandidateBasis basis, Func<Situation, IReadOnlyList<CatalogueItem>> besides, bool isOfThisVisit = false) : CandidateSource
{
    public static ListSource GoesWithThePage { get; } = new("goes-with-page", CandidateBasis.Related, PageItems);

    public static ListSource GoesWithTheCart { get; } = new("goes-with-cart", CandidateBasis.Related, CartItems);

    public static ListSource BoughtWithTheCart { get; } = new("bought-with-cart", CandidateBasis.Together, CartItems);

    public static ListSource GoesWithTheVisit { get; } = new("goes-with-visit", CandidateBasis.Related, VisitItems, isOfThisVisit: true);

    public override string Id => id;

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var items = besides(situation);
        var longest = items.Count == 0 ? 0 : items.Max(item => ListOf(situation, item).Length);
        for (var place = 0; place < longest; place++)
        {
            foreach (var item in items)
            {
                if (place < ListOf(situation, item).Length && situation.Find(ListOf(situation, item)[place]) is { } found)
                    yield return new Candidate(found, basis, -place, [], item, isOfThisVisit);
            }
        }
    }

    private ItemList ListOf(Situation situation, CatalogueItem item) =>
        basis == CandidateBasis.Together ? situation.Shop.Lists.Together(item.Id) : situation.Shop.Lists.Related(item.Id);

    private static IReadOnlyList<CatalogueItem> PageItems(Situation situation) => situation.Page is { } page ? [page] : [];

    private static IReadOnlyList<CatalogueItem> CartItems(Situation situation) => [.. situation.Request.Cart.Select(situation.Find).OfType<CatalogueItem>()];

    /// <summary>Items of this visit that may speak: an ordinary topic from two distinct items on (ground rule 19); touchy ones never.</summary>
    private static IReadOnlyList<CatalogueItem> VisitItems(Situation situation) => situation.Request.Visit.Count == 0 ? [] :
        [.. situation.Request.Visit.Distinct()
            .Select(situation.Find)
            .OfType<CatalogueItem>()
            .Where(item => item.Class.Code is null)
            .GroupBy(item => item.Topic)
            .Where(topic => topic.Count() >= 2)
            .SelectMany(topic => topic)];
}
