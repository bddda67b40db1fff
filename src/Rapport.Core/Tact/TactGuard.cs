using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Model;

namespace Rapport.Core.Tact;

/// <summary>Lets candidates pass or holds them back, by numbered rules in their fixed order. Pure.</summary>
/// <remarks>Order of application: T1, then T15, then T2 and T3 (tact specification, section 3); T10 and T20 belong to presentation.</remarks>
public sealed class TactGuard
{
    private readonly ConsentLedger _ledger;
    private readonly TopicEvidence _evidence;
    private readonly DateTimeOffset _now;

    /// <param name="ledger">The person's choices; an empty ledger for nobody.</param>
    public TactGuard(ConsentLedger ledger, TopicEvidence evidence, DateTimeOffset now)
    {
        _ledger = ledger ?? throw new ArgumentNullException(nameof(ledger));
        _evidence = evidence ?? throw new ArgumentNullException(nameof(evidence));
        _now = now;
    }

    /// <summary>Whether an item of the person's own history may speak at all, and how far its word is carried.</summary>
    public TopicStanding MaySpeak(CatalogueItem evidence) => IsPaused(evidence.Topic) ? TopicStanding.None : _evidence.Standing(evidence);

    /// <summary>True while the person's "not for me" rests on the topic, or a no to the topic as such (rule T15).</summary>
    public bool IsPaused(Topic topic) =>
        _evidence.IsPaused(topic, _now) || (_ledger.HasLimits && _ledger.Limited(ConsentScope.OfTopic(topic.Name)) != Purposes.None);

    /// <summary>A candidate's pass, or the rule that holds it back.</summary>
    public (TactfulCandidate? Passed, TactRule HeldBy) Judge(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        var rule = candidate.IsPersonal ? Personal(candidate.Item) : Plain(candidate.Item);
        return rule == TactRule.None ? (new TactfulCandidate(candidate), TactRule.None) : (null, rule);
    }

    private TactRule Personal(CatalogueItem item)
    {
        if (item.Class.IsSensitive && !_ledger.Allows(Purposes.Recommendations, _now, item.Class.Code))
            return TactRule.Sensitive;
        if (IsPaused(item.Topic))
            return TactRule.SayNo;
        return item.Class.IsDelicate && _evidence.Standing(item) == TopicStanding.None ? TactRule.Delicate : TactRule.None;
    }

    private TactRule Plain(CatalogueItem item)
    {
        if (item.Class.IsSensitive)
            return TactRule.Sensitive;
        return IsPaused(item.Topic) ? TactRule.SayNo : TactRule.None;
    }
}
