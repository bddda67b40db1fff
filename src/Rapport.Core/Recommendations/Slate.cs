using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>The slots of one answer, being filled: what may stand in them, what was held back, and by which rule.</summary>
/// <remarks><b>Invariant</b>: every item passed the guard, carries its reason, is offered, and stands there once; pins of the shop too.</remarks>
internal sealed class Slate(Situation situation, SurfacePlan plan)
{
    private const int ConsideredInLog = 32;

    /// <summary>Where the first item stands that nobody took yet: seen, but behind what is known to suit.</summary>
    private const int PlaceOfNew = 4;

    private readonly ReasonWriter _reasons = ReasonWriter.For(situation);
    private readonly List<Recommendation> _items = new(situation.Request.Count);
    private readonly List<(int Place, Recommendation Item)> _pins = [];
    private readonly HashSet<ItemId> _shown = [];
    private readonly HashSet<string> _groups = new(StringComparer.Ordinal);
    private readonly List<Considered> _considered = new(ConsideredInLog);
    private readonly Dictionary<TactRule, int> _heldBack = [];
    private readonly Dictionary<TactRule, int> _warned = [];
    private readonly Dictionary<Topic, int> _perTopic = [];
    private readonly Dictionary<string, int> _perMaker = new(StringComparer.Ordinal);
    private Action<TactRule>? _warn;
    private int _personal;
    private int _steps;

    public bool IsFull => _items.Count + _pins.Count >= situation.Request.Count;

    /// <summary>Best first; pins, and what nobody took yet, at their places.</summary>
    public IReadOnlyList<Recommendation> Items
    {
        get
        {
            List<Recommendation> placed = [.. _items];
            // The front first, and of one place the earliest last: what comes in later never pushes another from its place.
            foreach (var (place, item) in Enumerable.Reverse(_pins).OrderBy(pin => pin.Place))
                placed.Insert(Math.Min(place - 1, placed.Count), item);
            return placed;
        }
    }

    public IReadOnlyList<Considered> Considered => _considered;

    /// <summary>What rules held back, then what rules in warning would have.</summary>
    public IReadOnlyList<HeldBack> HeldBack =>
    [
        .. _heldBack.OrderBy(held => held.Key).Select(held => new HeldBack(held.Key, held.Value)),
        .. _warned.OrderBy(held => held.Key).Select(held => new HeldBack(held.Key, held.Value, IsWarning: true)),
    ];

    /// <summary>Slots for what is a step away from all that may speak (rule T8).</summary>
    private int MostSteps => plan.HasBreathingRoom ? Math.Max(situation.Policy.HopShare > 0 ? 1 : 0, (int)Math.Floor(situation.Request.Count * situation.Policy.HopShare)) : situation.Request.Count;

    /// <summary>Personal slots that may be filled: the rest is breathing room (rule T20), or what the person wants free of it.</summary>
    private int MostPersonal => plan.HasBreathingRoom ? Math.Max(1, (int)Math.Floor(situation.Request.Count * Math.Min(1 - Room, situation.Strength.MostPersonal))) : situation.Request.Count;

    private double Room => situation.Policy.Enforces(TactRule.BreathingRoom) ? situation.Policy.BreathingRoom : 0;

    private int MostOfATopic => situation.Request.Category is null && plan.HasBreathingRoom ? (situation.Request.Count + 1) / 2 : situation.Request.Count;

    /// <summary>Of one brand or creator, while there is anything else: a third of the slots, and two at least.</summary>
    private int MostOfAMaker => plan.HasBreathingRoom ? Math.Max(2, (situation.Request.Count + 2) / 3) : situation.Request.Count;

    /// <summary>Puts an item of the shop's choice at its place, if it is offered and tact lets it.</summary>
    public void Pin(BusinessRule rule)
    {
        if (rule.Item is not { } id || situation.Find(id) is not { } item || IsFull)
            return;
        var candidate = new Candidate(item, CandidateBasis.Pinned, 0, []);
        if (Offer(candidate, ofAnyMaker: true).Fate != Fate.Shown)
            return;
        _pins.Add((rule.Place, _items[^1]));
        _items.RemoveAt(_items.Count - 1);
    }

    /// <summary>Takes a candidate into the next slot, passes it over, or holds it back by a rule.</summary>
    /// <param name="ofAnyMaker">Also where its brand or creator had its share of the slots.</param>
    public Outcome Offer(Candidate candidate, bool ofAnyMaker = false)
    {
        if (candidate.Item.GroupId is not null)
            candidate = situation.Variants.Of(candidate);
        if (PassedOver(candidate) is { } why)
            return new Outcome(why);
        if (!ofAnyMaker && MakerOf(candidate.Item) is { } maker && _perMaker.GetValueOrDefault(maker) >= MostOfAMaker)
            return new Outcome(Fate.MakerFull);
        var (passed, heldBy) = situation.Judge(candidate, _warn ??= Warn);
        if (passed is null)
            return Hold(candidate, heldBy);
        if (situation.Guard.IsAStep(candidate) && _steps >= MostSteps)
        {
            if (situation.Policy.Enforces(TactRule.Hop))
                return Hold(candidate, TactRule.Hop);
            Warn(TactRule.Hop);
        }

        return _reasons.Write(passed) is { } reason ? Show(candidate, reason) : Hold(candidate, TactRule.Explainable);
    }

    /// <summary>Counts what a rule kept from being found, unless it is shown for another reason.</summary>
    public void CountSilenced(Candidate candidate, TactRule silencedBy)
    {
        if (candidate.Score > 0 && !_shown.Contains(candidate.Item.Id))
            Hold(candidate, silencedBy);
    }

    /// <summary>Why a candidate does not come into question for a slot; null when it does.</summary>
    private Fate? PassedOver(Candidate candidate)
    {
        var item = candidate.Item;
        if (situation.OwnObstacle(item) is { } obstacle)
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

    private Outcome Show(Candidate candidate, Reason reason)
    {
        var item = candidate.Item;
        var shown = new Recommendation(item.Id, TierOf(candidate), reason);
        if (candidate is { Basis: CandidateBasis.Alike, IsPersonal: true })
            _pins.Add((PlaceOfNew + _pins.Count, shown));
        else
            _items.Add(shown);
        _shown.Add(item.Id);
        if (item.GroupId is { } group)
            _groups.Add(group);
        if (MakerOf(item) is { } maker)
            _perMaker[maker] = _perMaker.GetValueOrDefault(maker) + 1;
        if (candidate.IsPersonal)
        {
            _personal++;
            _steps += situation.Guard.IsAStep(candidate) ? 1 : 0;
            _perTopic[item.Topic] = _perTopic.GetValueOrDefault(item.Topic) + 1;
        }

        Consider(candidate, TactRule.None);
        return new Outcome(Fate.Shown);
    }

    private void Warn(TactRule rule) => _warned[rule] = _warned.GetValueOrDefault(rule) + 1;

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

    private static string? MakerOf(CatalogueItem item) => item.Creator ?? item.Brand;

    private static Tier TierOf(Candidate candidate) => candidate switch
    {
        { Basis: CandidateBasis.Popular or CandidateBasis.Pinned } => Tier.Popular,
        { IsOfThisVisit: true } => Tier.Session,
        { IsPersonal: true } or { Basis: CandidateBasis.Loyalty } => Tier.Person,
        _ => Tier.Context,
    };
}
