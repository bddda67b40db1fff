using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>What goes with the one thing the person looked at last and that may speak: every item rests on it alone.</summary>
internal sealed class LastViewedSource : CandidateSource
{
    private const int PoolPerSlot = 3;

    public override string Id => "last-viewed";

    public override bool IsOfPerson => true;

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var (viewed, line) = situation.Belongings.Taste
            .Where(entry => entry.Value.Kind is EventKind.ProductViewed or EventKind.ProductClicked && situation.StandingOf(entry.Key, entry.Value) != TopicStanding.None)
            .OrderByDescending(entry => entry.Value.At).ThenBy(entry => entry.Key).FirstOrDefault();
        if (line is null)
            yield break;
        var scored = Scorer.Personal(situation.Shop.Model, [new Signal(viewed, 1)], id => situation.Find(id) is not { } item || !situation.IsOpen(item), PoolPerSlot * situation.Request.Count);
        foreach (var each in scored)
            yield return new Candidate(situation.Find(each.Item)!, each, situation.History.IsInVisit(line));
    }
}
