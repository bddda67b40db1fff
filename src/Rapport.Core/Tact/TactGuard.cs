using System.Collections.Immutable;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Tact.Rules;

namespace Rapport.Core.Tact;

/// <summary>Lets candidates pass or holds them back, by numbered rules in their fixed order. Pure.</summary>
/// <remarks>
/// Bars, then what the person said, then evidence, then pace (tact specification, section 3). T7, T11, T12, T13 and T16 hold before there is a candidate: they
/// decide what history says at all; T9, T10, T14 and T20 belong to the slate. A rule in warning is counted and lets pass.
/// </remarks>
public sealed class TactGuard
{
    private static readonly ImmutableArray<CandidateRule> Order =
    [
        new SensitiveRule(), new AfterPurchaseRule(), new SayNoRule(), new DelicateRule(), new HopRule(), new DelayRule(), new FrequencyRule(), new SpreadRule(),
    ];

    private readonly TactView _view;

    /// <param name="ledger">The person's choices; an empty ledger for nobody.</param>
    /// <param name="history">What may be read of the person now.</param>
    /// <param name="isPaced">False where the person put the list on themselves: that is no exposure (ground rule 19).</param>
    public TactGuard(ConsentLedger ledger, UsableHistory history, ItemCatalogue catalogue, TactPolicy policy, Channel channel, bool isPaced, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(policy);
        _view = new TactView(
            ledger,
            new TopicEvidence(history, catalogue, policy, now),
            isPaced ? Pace.Of(history, catalogue, policy, now) : Pace.None,
            Tact.DurablesBought.In(history, catalogue, policy),
            policy,
            channel,
            now);
    }

    /// <summary>Whether an item of the person's own history may speak, how far its word is carried, and the rule that silences it.</summary>
    public (TopicStanding Standing, TactRule SilencedBy) Hear(CatalogueItem evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (_view.IsPaused(evidence.Topic))
            return (TopicStanding.None, TactRule.SayNo);
        var standing = _view.Evidence.Standing(evidence);
        var rule = evidence.Class.IsDelicate ? TactRule.Delicate : TactRule.Evidence;
        if (standing != TopicStanding.Carried && !_view.Policy.Enforces(rule) && _view.Evidence.Knows(evidence.Topic))
            standing = TopicStanding.Carried;
        // A topic known from this visit alone goes nowhere else.
        if (standing == TopicStanding.None || (standing == TopicStanding.ThisVisit && _view.IsUnasked))
            return (TopicStanding.None, rule);
        return _view.Policy.Enforces(TactRule.Delay) && DelayRule.IsTooSoon(evidence, _view) ? (TopicStanding.None, TactRule.Delay) : (standing, TactRule.None);
    }

    /// <summary>Whether an item of the person's own history may speak at all, and how far its word is carried.</summary>
    public TopicStanding MaySpeak(CatalogueItem evidence) => Hear(evidence).Standing;

    /// <summary>True while the person's "not for me" rests on the topic, or a no to the topic as such (rule T15).</summary>
    public bool IsPaused(Topic topic) => _view.IsPaused(topic);

    /// <summary>Whether a candidate is a step away from all that may speak (rule T8); how many such an answer may hold is the slate's to count.</summary>
    internal bool IsAStep(Candidate candidate) => _view.Policy.ModeOf(TactRule.Hop) != RuleMode.Off && HopRule.IsAStep(candidate, _view.Evidence);

    /// <summary>A candidate's pass, or the rule that holds it back.</summary>
    /// <param name="warned">Told of each rule in warning that would have held it back.</param>
    public (TactfulCandidate? Passed, TactRule HeldBy) Judge(Candidate candidate, Action<TactRule>? warned = null)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        foreach (var rule in Order)
        {
            if (_view.Policy.ModeOf(rule.Id) is var mode && mode == RuleMode.Off || !rule.Holds(candidate, _view))
                continue;
            if (mode == RuleMode.Enforce)
                return (null, rule.Id);
            warned?.Invoke(rule.Id);
        }

        return (new TactfulCandidate(candidate), TactRule.None);
    }
}
