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

    public override string Id => "new-for-you";

    /// <summary>What of the person's history may speak now, as the scorer reads it.</summary>
    public static List<Signal> Usable(Situation situation) => [.. Signals(situation, TopicStanding.Carried), .. Signals(situation, TopicStanding.ThisVisit)];

    public override IEnumerable<Candidate> Find(Situation situation) => Find(situation, PoolPerSlot * situation.Request.Count);

    public override IEnumerable<(Candidate Candidate, TactRule SilencedBy)> Silenced(Situation situation) => Silenced(situation, situation.Request.Count);

    public override IEnumerable<Candidate> FindAll(Situation situation, ItemId explained) => Find(situation, situation.Shop.Model.ItemCount, explained);

    public override IEnumerable<(Candidate Candidate, TactRule SilencedBy)> AllSilenced(Situation situation, ItemId explained) =>
        Silenced(situation, situation.Shop.Model.ItemCount, explained);

    private static IEnumerable<Candidate> Find(Situation situation, int top, ItemId? explained = null)
    {
        var ofThisVisit = Signals(situation, TopicStanding.ThisVisit).Select(signal => signal.Item).ToHashSet();
        foreach (var scored in Score(situation, Usable(situation), top, explained))
            yield return new Candidate(situation.Find(scored.Item)!, scored, ofThisVisit.Count > 0 && ofThisVisit.Contains(scored.Strongest));
    }

    private static IEnumerable<(Candidate Candidate, TactRule SilencedBy)> Silenced(Situation situation, int top, ItemId? explained = null)
    {
        foreach (var scored in Score(situation, Signals(situation, TopicStanding.None), top, explained))
            yield return (new Candidate(situation.Find(scored.Item)!, scored), RuleOver(situation, scored.Strongest));
    }

    /// <summary>The rule that silences an item of the history.</summary>
    private static TactRule RuleOver(Situation situation, ItemId silenced)
    {
        var item = situation.Find(silenced)!;
        if (situation.Guard.IsPaused(item.Topic))
            return TactRule.SayNo;
        return item.Class.IsDelicate ? TactRule.Delicate : TactRule.Evidence;
    }

    /// <param name="explained">Found even if it is not open to the person.</param>
    private static IReadOnlyList<ScoredItem> Score(Situation situation, List<Signal> signals, int top, ItemId? explained) => signals.Count == 0
        ? []
        : Scorer.Personal(situation.Shop.Model, signals, id => situation.Find(id) is not { } item || (!situation.IsOpen(item) && id != explained), top);

    private static List<Signal> Signals(Situation situation, TopicStanding standing)
    {
        var signals = new List<Signal>();
        foreach (var (item, line, held) in situation.Standings)
        {
            if (held == standing)
                signals.Add(Signal.Of(item, line));
        }

        return signals;
    }
}
