using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>What the person answered in the shop's quiz speaks for: of that, first what many choose, the answers taking turns.</summary>
/// <remarks><b>Cost</b>: the items of the answers that are read.</remarks>
internal sealed class QuizSource : CandidateSource
{
    public override string Id => "quiz";

    public override bool IsOfPerson => true;

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var lists = situation.Answers.Select(stated => (stated.Name, Items: Ranked(situation, stated.Answer).GetEnumerator())).ToList();
        for (var place = 1; lists.Count > 0; place++)
        {
            for (var at = lists.Count - 1; at >= 0; at--)
            {
                if (lists[at].Items.MoveNext())
                    yield return new Candidate(lists[at].Items.Current, CandidateBasis.Quiz, 1.0 / place, [new Share(lists[at].Name, 1.0 / place)]);
                else
                    lists.RemoveAt(at);
            }
        }
    }

    private static IEnumerable<CatalogueItem> Ranked(Situation situation, QuizAnswer answer)
    {
        var picks = QuizPicks.Of(answer, situation.Shop.Catalogue);
        var meant = picks.Select(item => item.Id).ToHashSet();
        var popular = situation.Shop.Lists.Popular.ToArray().Where(meant.Contains).Select(situation.Find).OfType<CatalogueItem>();
        var named = picks.Where(item => answer.Items.Contains(item.Id.Value));
        return named.Concat(popular).Concat(picks).DistinctBy(item => item.Id);
    }
}
