using Rapport.Core.Catalogue;
using Rapport.Core.Consent;

namespace Rapport.Core.Tact.Rules;

/// <summary>What the rules of tact may look at when they judge a candidate: choices, evidence, pace, policy, channel and clock.</summary>
internal sealed record TactView(
    ConsentLedger Ledger, TopicEvidence Evidence, Pace Pace, IReadOnlyDictionary<string, DateTimeOffset> DurablesBought, TactPolicy Policy, Channel Channel, DateTimeOffset Now)
{
    /// <summary>Mail and push: nobody asked at that moment.</summary>
    public bool IsUnasked => Channel is Channel.Mail or Channel.Push;

    public bool IsPaused(Topic topic) =>
        (Policy.ModeOf(TactRule.SayNo) != RuleMode.Off && Evidence.IsPaused(topic, Now)) || (Ledger.HasLimits && Ledger.Limited(ConsentScope.OfTopic(topic.Name)) != Purposes.None);
}
