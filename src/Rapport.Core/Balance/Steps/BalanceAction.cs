using System.Collections.Immutable;

namespace Rapport.Core.Balance.Steps;

/// <summary>Something a shop can do about one component of an axis.</summary>
/// <param name="Id">Stable; texts are found by it.</param>
/// <param name="Component">The component it is for.</param>
/// <param name="Effort">1, 2 or 4: hours, days, weeks.</param>
public sealed record BalanceAction(string Id, string Component, int Effort)
{
    public bool IsForPersonalization => Component[0] == 'p';

    /// <summary>Changes of the tact policy that it is, by parameter; empty where it is something else.</summary>
    public ImmutableDictionary<string, double> Parameters { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>Every action there is, by component.</summary>
    public static ImmutableArray<BalanceAction> All { get; } =
    [
        new("personal-rows", "p1", 1),
        new("visit-rows", "p1", 1),
        new("tune-model", "p2", 2),
        new("relevance-floor", "p3", 1),
        new("split-offer", "p4", 2),
        new("quiz", "p5", 2),
        new("hold-out", "p6", 1),
        new("stop-unlawful-use", "s1", 1),
        new("own-sources", "s2", 2),
        new("drop-unread-fields", "s3", 1),
        new("delete-on-time", "s4", 1),
        new("equal-refusal", "s5", 1),
        new("centre-in-reach", "s5", 1),
        new("topic-control", "s5", 2),
        new("withdraw-at-once", "s5", 2),
        new("explain-all", "s6", 1),
        new("more-evidence", "s7", 1) { Parameters = ImmutableDictionary<string, double>.Empty.Add("evidenceWeight", 3).Add("evidenceItems", 2).Add("evidenceDays", 2) },
        new("fewer-exposures", "s7", 1) { Parameters = ImmutableDictionary<string, double>.Empty.Add("topicExposures", 3).Add("topicChannels", 2) },
        new("wait-before-mail", "s7", 1) { Parameters = ImmutableDictionary<string, double>.Empty.Add("delayHours", 24).Add("delicateDelayHours", 72) },
        new("bar-sensitive", "s7", 1),
        new("ask-for-devices", "s7", 1),
        new("mend-security", "s8", 1),
        new("answer-requests", "s9", 2),
    ];

    public static BalanceAction Find(string id) => All.First(action => action.Id == id);
}
