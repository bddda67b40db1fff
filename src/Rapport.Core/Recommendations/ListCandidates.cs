using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations;

/// <summary>Candidates from the batch lists that everybody may see, best first, for one question.</summary>
/// <remarks>Several sources take turns, so that no item of a cart drowns the others. <b>Cost</b>: lazy; stops where the reader stops.</remarks>
internal sealed class ListCandidates(DecisionRequest request, ItemCatalogue catalogue, ContextLists lists)
{
    private delegate ReadOnlySpan<ItemId> ListOf(ItemId item);

    public IEnumerable<Candidate> All()
    {
        IEnumerable<Candidate> context = request.Surface switch
        {
            Surface.Product when request.Item is { } item => [.. TakeTurns([item], lists.Related, CandidateBasis.Related), .. InCategoryOf(item)],
            Surface.Cart or Surface.Checkout => [.. TakeTurns(request.Cart, lists.Together, CandidateBasis.Together), .. TakeTurns(request.Cart, lists.Related, CandidateBasis.Related)],
            _ => TakeTurns(VisitItems(), lists.Related, CandidateBasis.Related),
        };
        return context.Concat(request.Category is null ? Popular() : Popular(CandidateBasis.Category)).Where(IsTactful);
    }

    /// <summary>Items of this visit that may speak: an ordinary topic from two distinct items on (ground rule 19); touchy ones never.</summary>
    private IReadOnlyList<ItemId> VisitItems() =>
        [.. request.Visit.Distinct()
            .Select(catalogue.Find)
            .Where(item => item is { Class.Code: null })
            .GroupBy(item => item!.Topic)
            .Where(topic => topic.Count() >= 2)
            .SelectMany(topic => topic)
            .Select(item => item!.Id)];

    private static IEnumerable<Candidate> TakeTurns(IReadOnlyList<ItemId> sources, ListOf listOf, CandidateBasis basis)
    {
        var lists = sources.Select(source => (source, list: listOf(source).ToArray())).ToArray();
        var longest = lists.Length == 0 ? 0 : lists.Max(entry => entry.list.Length);
        for (var place = 0; place < longest; place++)
        {
            foreach (var (source, list) in lists)
            {
                if (place < list.Length)
                    yield return new Candidate(list[place], basis, -place, [], source);
            }
        }
    }

    private IEnumerable<Candidate> InCategoryOf(ItemId item) =>
        catalogue.Find(item) is { Category.Length: > 0 } known
            ? Popular(CandidateBasis.Category).Where(candidate => catalogue.Find(candidate.Item)?.Topic == known.Topic)
            : [];

    private IEnumerable<Candidate> Popular(CandidateBasis basis = CandidateBasis.Popular)
    {
        var popular = lists.Popular.ToArray();
        for (var place = 0; place < popular.Length; place++)
            yield return new Candidate(popular[place], basis, -place, []);
    }

    /// <summary>A touchy item is shown only on a page that is itself about its class; a row for everybody has none.</summary>
    private bool IsTactful(Candidate candidate)
    {
        if (catalogue.Find(candidate.Item) is not { } item)
            return false;
        if (item.Class.Code is null)
            return true;
        if (request.Item is { } page)
            return catalogue.Find(page)?.Class == item.Class;
        return request.Category is { } category && item.IsIn(category);
    }
}
