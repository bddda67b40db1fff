using System.Collections.Immutable;

namespace Rapport.Core.Tact;

/// <summary>Every parameter of the tact policy: the one list from which documents are checked, presets are made, pages are drawn and next steps are tried.</summary>
public static class PolicyParameters
{
    public static ImmutableArray<PolicyParameter> All { get; } =
    [
        Number("evidenceWeight", TactRule.Evidence, 1, 20, policy => policy.EvidenceWeight, (policy, value) => policy with { EvidenceWeight = value }),
        Whole("evidenceItems", TactRule.Evidence, 1, 10, policy => policy.EvidenceItems, (policy, value) => policy with { EvidenceItems = value }),
        Whole("evidenceDays", TactRule.Evidence, 1, 10, policy => policy.EvidenceDays, (policy, value) => policy with { EvidenceDays = value }),
        Number("halfLifeDays", TactRule.Evidence, 1, 365, policy => policy.HalfLifeDays, (policy, value) => policy with { HalfLifeDays = value }),
        Switch("statedOnly", TactRule.Evidence, policy => policy.StatedOnly, (policy, value) => policy with { StatedOnly = value }),
        Whole("historyDays", TactRule.Evidence, 1, 365, policy => policy.HistoryDays, (policy, value) => policy with { HistoryDays = value }),
        Number("delayHours", TactRule.Delay, 0, 720, policy => policy.DelayHours, (policy, value) => policy with { DelayHours = value }),
        Number("delicateDelayHours", TactRule.Delay, 0, 720, policy => policy.DelicateDelayHours, (policy, value) => policy with { DelicateDelayHours = value }),
        Whole("topicExposures", TactRule.Frequency, 1, 50, policy => policy.TopicExposures, (policy, value) => policy with { TopicExposures = value }),
        Whole("exposureDays", TactRule.Frequency, 1, 30, policy => policy.ExposureDays, (policy, value) => policy with { ExposureDays = value }),
        Whole("itemExposures", TactRule.Frequency, 1, 50, policy => policy.ItemExposures, (policy, value) => policy with { ItemExposures = value }),
        Whole("itemDays", TactRule.Frequency, 1, 90, policy => policy.ItemDays, (policy, value) => policy with { ItemDays = value }),
        Whole("mailsADay", TactRule.Frequency, 0, 5, policy => policy.MailsADay, (policy, value) => policy with { MailsADay = value }),
        Whole("mailsAWeek", TactRule.Frequency, 0, 14, policy => policy.MailsAWeek, (policy, value) => policy with { MailsAWeek = value }),
        Whole("topicChannels", TactRule.Spread, 1, 4, policy => policy.TopicChannels, (policy, value) => policy with { TopicChannels = value }),
        Switch("crossDevice", TactRule.Spread, policy => policy.CrossDevice, (policy, value) => policy with { CrossDevice = value }),
        Whole("hops", TactRule.Hop, 0, 1, policy => policy.Hops, (policy, value) => policy with { Hops = value }),
        Number("hopShare", TactRule.Hop, 0, 1, policy => policy.HopShare, (policy, value) => policy with { HopShare = value }),
        Number("reasonShare", TactRule.Explainable, 0.5, 1, policy => policy.ReasonShare, (policy, value) => policy with { ReasonShare = value }),
        Whole("reasonItems", TactRule.Explainable, 1, 5, policy => policy.ReasonItems, (policy, value) => policy with { ReasonItems = value }),
        Whole("restDays", TactRule.AfterPurchase, 0, 365, policy => policy.RestDays, (policy, value) => policy with { RestDays = value }),
        Whole("durableRestDays", TactRule.AfterPurchase, 0, 365, policy => policy.DurableRestDays, (policy, value) => policy with { DurableRestDays = value }),
        Whole("pauseDays", TactRule.SayNo, 7, 365, policy => policy.PauseDays, (policy, value) => policy with { PauseDays = value }),
        Number("relevanceFloor", TactRule.Relevance, 0, 1, policy => policy.RelevanceFloor, (policy, value) => policy with { RelevanceFloor = value }),
        Whole("relevanceHistory", TactRule.Relevance, 1, 100, policy => policy.RelevanceHistory, (policy, value) => policy with { RelevanceHistory = value }),
        Number("blastShare", TactRule.Blast, 0, 1, policy => policy.BlastShare, (policy, value) => policy with { BlastShare = value }),
        Number("breathingRoom", TactRule.BreathingRoom, 0, 1, policy => policy.BreathingRoom, (policy, value) => policy with { BreathingRoom = value }),
    ];

    /// <summary>The parameter of that name, or null.</summary>
    public static PolicyParameter? Find(string id) => All.FirstOrDefault(parameter => parameter.Id == id);

    private static PolicyParameter Number(string id, TactRule rule, double least, double most, Func<TactPolicy, double> read, Func<TactPolicy, double, TactPolicy> write) =>
        new(id, rule, least, most, IsWhole: false, read, write);

    private static PolicyParameter Whole(string id, TactRule rule, int least, int most, Func<TactPolicy, int> read, Func<TactPolicy, int, TactPolicy> write) =>
        new(id, rule, least, most, IsWhole: true, policy => read(policy), (policy, value) => write(policy, (int)value));

    private static PolicyParameter Switch(string id, TactRule rule, Func<TactPolicy, bool> read, Func<TactPolicy, bool, TactPolicy> write) =>
        new(id, rule, 0, 1, IsWhole: true, policy => read(policy) ? 1 : 0, (policy, value) => write(policy, value == 1));
}
