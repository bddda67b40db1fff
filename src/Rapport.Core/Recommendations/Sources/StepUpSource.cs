using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>A better one of the same family as an item of the cart or page: dearer by a tenth at least, by two and a half times at most.</summary>
/// <remarks>The same for everybody: no price and no choice depends on the person (rule T19). What goes with the item comes first, then its brand, then the nearest price.</remarks>
internal sealed class StepUpSource : CandidateSource
{
    private const int PerBase = 20;

    public override string Id => "step-up";

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var bases = ListSource.Bases(situation);
        var better = bases.Select(item => BetterThan(item, situation)).ToList();
        for (var place = 0; place < PerBase; place++)
        {
            for (var i = 0; i < bases.Count; i++)
            {
                if (place < better[i].Count)
                    yield return new Candidate(better[i][place], CandidateBasis.StepUp, -place, [], bases[i]);
            }
        }
    }

    private static List<CatalogueItem> BetterThan(CatalogueItem item, Situation situation)
    {
        var beside = situation.Shop.Lists.Related(situation.ProductOf(item)).ToArray();
        return [.. situation.Shop.Catalogue.Shelf(item.Category)
            .SkipWhile(other => other.PriceMinor * 10 < item.PriceMinor * 11)
            .TakeWhile(other => other.PriceMinor * 2 <= item.PriceMinor * 5)
            .Where(other => other.PriceMinor > 0 && item.IsOfFamily(other) && situation.IsOpen(other))
            .DistinctBy(situation.ProductOf)
            .OrderBy(other => Array.IndexOf(beside, situation.ProductOf(other)) is >= 0 and var place ? place : int.MaxValue)
            .ThenByDescending(other => item.Brand is not null && other.Brand == item.Brand)
            .ThenBy(other => other.PriceMinor).ThenBy(other => other.Id)
            .Take(PerBase)];
    }
}
