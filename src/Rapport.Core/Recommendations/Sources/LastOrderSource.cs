using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>What goes with the person's last order, for two weeks: never the bought item or another of its kind (rule T14).</summary>
/// <remarks>Only where the page does not say itself what was bought.</remarks>
internal sealed class LastOrderSource : CandidateSource
{
    private const int Days = 14;

    public override string Id => "after-order";

    public override bool IsOfPerson => true;

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        if (situation.Request.Cart.Count > 0)
            yield break;
        var bought = LastOrder(situation);
        var lists = bought.Select(item => Beside(situation, item)).ToList();
        var longest = lists.Count == 0 ? 0 : lists.Max(list => list.Length);
        for (var place = 0; place < longest; place++)
        {
            for (var i = 0; i < bought.Count; i++)
            {
                if (place >= lists[i].Length || situation.Find(lists[i][place]) is not { } found || bought.Any(found.IsOfFamily))
                    continue;
                var score = 1.0 / (1 + place);
                yield return new Candidate(found, CandidateBasis.AfterOrder, score, [new Share(situation.ProductOf(bought[i]), score)], bought[i]);
            }
        }
    }

    /// <summary>What is bought in one order with it first, then what else goes with it.</summary>
    private static ItemId[] Beside(Situation situation, CatalogueItem item) =>
        [.. situation.Shop.Lists.Together(situation.ProductOf(item)).ToArray().Union(situation.Shop.Lists.Related(situation.ProductOf(item)).ToArray())];

    private static List<CatalogueItem> LastOrder(Situation situation)
    {
        var lines = situation.Belongings.Taste
            .Where(entry => entry.Value.Kind == EventKind.OrderCompleted && entry.Value.At >= situation.Now.AddDays(-Days) && situation.StandingOf(entry.Key, entry.Value) != TopicStanding.None)
            .Select(entry => entry.Value).ToList();
        var last = lines.MaxBy(line => line.At);
        return [.. lines.Where(line => line.MessageKey == last!.MessageKey || line.At == last.At).Select(line => situation.Find(line.Item!.Value)!).OrderBy(item => item.Id)];
    }
}
