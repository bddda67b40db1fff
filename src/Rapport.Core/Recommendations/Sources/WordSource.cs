using System.Runtime.CompilerServices;
using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>Items whose words are those of a search that found nothing, then what many choose on the shelf of the closest.</summary>
/// <remarks><b>Cost</b>: an index for each catalogue, made when it is first asked.</remarks>
internal sealed class WordSource : CandidateSource
{
    private const int Most = 200;

    private static readonly ConditionalWeakTable<ItemCatalogue, WordIndex> Indexes = [];

    public override string Id => "words";

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var index = Indexes.GetValue(situation.Shop.Catalogue, catalogue => new WordIndex(catalogue));
        CatalogueItem[] closest = [.. index.Find(situation.Request.Query ?? "").Where(situation.IsOffered).Take(Most)];
        for (var place = 0; place < closest.Length; place++)
            yield return new Candidate(closest[place], CandidateBasis.Words, -place, []);
        if (closest.Length == 0)
            yield break;
        var topic = closest[0].Topic;
        var popular = situation.Shop.Shelf.Popular;
        for (var place = 0; place < popular.Length; place++)
        {
            if (popular[place].Topic == topic)
                yield return new Candidate(popular[place], CandidateBasis.Category, -place, []);
        }
    }
}
