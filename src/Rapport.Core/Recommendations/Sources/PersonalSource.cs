using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>New for you: what the person's usable history speaks for, by the personal model.</summary>
/// <remarks>What may not speak (topics below T3) is left out before scoring, so that it has no effect at all; what it would have brought is counted.</remarks>
internal sealed class PersonalSource : CandidateSource
{
    /// <summary>How many scored items are found for each slot: enough to refill what rules and the topic cap take.</summary>
    private const int PoolPerSlot = 3;

    private static readonly List<Signal> Nothing = [];

    public override string Id => "new-for-you";

    public override bool IsOfPerson => true;

    /// <summary>What of the person's history may speak now, as the scorer reads it.</summary>
    public static List<Signal> Usable(Situation situation) => Signals(situation, standing => standing != TopicStanding.None);

    public override IEnumerable<Candidate> Find(Situation situation) => Find(situation, PoolPerSlot * situation.Request.Count);

    public override IEnumerable<(Candidate Candidate, TactRule SilencedBy)> Silenced(Situation situation) => Silenced(situation, situation.Request.Count);

    public override IEnumerable<Candidate> FindAll(Situation situation, ItemId explained) => Find(situation, situation.Shop.Model.ItemCount, explained);

    public override IEnumerable<(Candidate Candidate, TactRule SilencedBy)> AllSilenced(Situation situation, ItemId explained) =>
        Silenced(situation, situation.Shop.Model.ItemCount, explained);

    private static IEnumerable<Candidate> Find(Situation situation, int top, ItemId? explained = null)
    {
        var ofThisVisit = Signals(situation, standing => standing == TopicStanding.ThisVisit);
        foreach (var scored in Score(situation, Usable(situation), top, explained))
            yield return new Candidate(situation.Shop.Shelf.Find(scored.Index)!, scored, ofThisVisit.Count > 0 && scored.Strongest is var strongest && ofThisVisit.Exists(signal => signal.Item == strongest));
    }

    private static IEnumerable<(Candidate Candidate, TactRule SilencedBy)> Silenced(Situation situation, int top, ItemId? explained = null)
    {
        foreach (var scored in Score(situation, Signals(situation, standing => standing == TopicStanding.None), top, explained))
            yield return (new Candidate(situation.Find(scored.Item)!, scored), RuleOver(situation, scored.Strongest));
    }

    /// <summary>The rule that silences an item of the history.</summary>
    private static TactRule RuleOver(Situation situation, ItemId silenced)
    {
        var item = situation.Find(situation.Belongings.Taste[silenced].Item ?? silenced)!;
        return situation.Guard.Hear(item).SilencedBy is var rule and not TactRule.None ? rule : TactRule.Evidence;
    }

    /// <param name="explained">Found even if it is not open to the person.</param>
    private static IReadOnlyList<ScoredItem> Score(Situation situation, List<Signal> signals, int top, ItemId? explained)
    {
        if (signals.Count == 0)
            return [];
        var shelf = situation.Shop.Shelf;
        return Scorer.PersonalByIndex(situation.Shop.Model, signals, index => shelf.Find(index) is not { } item || (!situation.IsOpen(item) && item.Id != explained), top);
    }

    private static List<Signal> Signals(Situation situation, Func<TopicStanding, bool> which)
    {
        List<Signal>? signals = null;
        foreach (var (item, line, standing) in situation.Standings)
        {
            if (which(standing))
                (signals ??= new List<Signal>(situation.Standings.Count)).Add(Signal.Of(item, line));
        }

        return signals ?? Nothing;
    }
}
