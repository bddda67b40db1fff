using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>The slots of one answer, being filled: what may stand in them, what was held back, and by which rule.</summary>
/// <remarks><b>Invariant</b>: every item passed the guard, carries its reason, is offered, and stands there once.</remarks>
internal sealed class Slate(Situation situation, SurfacePlan plan)
{
    private const int ConsideredInLog = 32;

    private readonly ReasonWriter _reasons = ReasonWriter.For(situation);
    private readonly List<Recommendation> _items = [];
    private readonly HashSet<ItemId> _shown = [];
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly List<Considered> _considered = [];
    private readonly Dictionary<TactRule, int> _heldBack = [];
    private readonly Dictionary<Topic, int> _perTopic = [];
    private int _personal;

    public bool IsFull => _items.Count == situation.Request.Count;

    public IReadOnlyList<Recommendation> Items => _items;

    public IReadOnlyList<Considered> Considered => _considered;

    public IReadOnlyList<HeldBack> HeldBack => [.. _heldBack.OrderBy(held => held.Key).Select(held => new HeldBack(held.Key, held.Value))];

    /// <summary>Personal slots that may be filled: the rest is breathing room (rule T20).</summary>
    private int MostPersonal => plan.HasBreathingRoom ? Math.Max(1, (int)Math.Floor(situation.Request.Count * (1 - situation.Policy.BreathingRoom))) : situation.Request.Count;

    private int MostOfATopic => situation.Request.Category is null && plan.HasBreathingRoom ? (situation.Request.Count + 1) / 2 : situation.Request.Count;

    /// <summary>Takes a candidate into the next slot, passes it over, or holds it back by a rule.</summary>
    public Outcome Offer(Candidate candidate)
    {
        if (PassedOver(candidate) is { } why)
            return new Outcome(why);
        var (passed, heldBy) = situation.Guard.Judge(candidate);
        if (passed is null)
            return Hold(candidate, heldBy);
        return _reasons.Write(passed) is { } reason ? Show(candidate, reason) : Hold(candidate, TactRule.Explainable);
    }

    /// <summary>Why a candidate does not come into question for a slot; null when it does.</summary>
    private Fate? PassedOver(Candidate candidate)
    {
        var item = candidate.Item;
        if (situation.Obstacle(item) is { } obstacle)
            return obstacle;
        if (!plan.ShowsOwned && situation.IsResting(item))
            return Fate.Owned;
        if (_shown.Contains(item.Id))
            return Fate.AlreadyShown;
        if (item.GroupId is { } group && _groups.Contains(group))
            return Fate.GroupShown;
        if (!candidate.IsPersonal)
            return situation.IsForEverybody(item) ? null : Fate.NotForEverybody;
        if (candidate.Score <= 0)
            return Fate.NoScore;
        if (_personal >= MostPersonal)
            return Fate.PersonalSlotsFull;
        return _perTopic.GetValueOrDefault(item.Topic) >= MostOfATopic ? Fate.TopicFull : null;
    }

    /// <summary>Counts what a rule kept from being found, unless it is shown for another reason.</summary>
    public void CountSilenced(Candidate candidate, TactRule silencedBy)
    {
        if (candidate.Score > 0 && !_shown.Contains(candidate.Item.Id))
            Hold(candidate, silencedBy);
    }

    private Outcome Show(Candidate candidate, Reason reason)
    {
        var item = candidate.Item;
        _items.Add(new Recommendation(item.Id, TierOf(candidate), reason));
        _shown.Add(item.Id);
        if (item.GroupId is { } group)
            _groups.Add(group);
        if (candidate.IsPersonal)
        {
            _personal++;
            _perTopic[item.Topic] = _perTopic.GetValueOrDefault(item.Topic) + 1;
        }

        Consider(candidate, TactRule.None);
        return new Outcome(Fate.Shown);
    }

    private Outcome Hold(Candidate candidate, TactRule rule)
    {
        _heldBack[rule] = _heldBack.GetValueOrDefault(rule) + 1;
        Consider(candidate, rule);
        return new Outcome(Fate.HeldBack, rule);
    }

    private void Consider(Candidate candidate, TactRule heldBy)
    {
        // That something sensitive was held back is counted; which it was is written nowhere.
        if (_considered.Count < ConsideredInLog && heldBy != TactRule.Sensitive)
            _considered.Add(new Considered(candidate.Item.Id, candidate.Score, candidate.Item.Topic.Name, heldBy));
    }

    private static Tier TierOf(Candidate candidate) => candidate switch
    {
        { Basis: CandidateBasis.Popular } => Tier.Popular,
        { IsOfThisVisit: true } => Tier.Session,
        { IsPersonal: true } => Tier.Person,
        _ => Tier.Context,
    };
}
