namespace Rapport.Core.Tact;

/// <summary>The parameters and modes of the rules in force, as decisions read them. A change is a new version, and every decision names the version it obeyed.</summary>
/// <remarks>
/// <para><b>Shape</b>: made from a <see cref="PolicyPart"/>. <b>Threads</b>: immutable.</para>
/// <para><b>Source</b>: tact specification, section 3, the default column; what each parameter may be stands in <see cref="PolicyParameters"/>.</para>
/// </remarks>
/// <param name="EvidenceWeight">T3: least weight of an ordinary topic that is carried to a later visit.</param>
/// <param name="EvidenceItems">T3: least number of distinct items, also within a visit.</param>
/// <param name="EvidenceDays">T3 and T2: least number of distinct days.</param>
/// <param name="HalfLifeDays">T3: the weight of an event halves in so many days.</param>
/// <param name="PauseDays">T15: how long a topic rests after one "not for me"; after a second it is off.</param>
/// <param name="RestDays">T14: how long a consumable rests after it was bought.</param>
/// <param name="BreathingRoom">T20: least share of the slots that is not from the profile.</param>
/// <param name="ReasonShare">Ground rule 17: least share of the score that the named evidence carries.</param>
/// <param name="ReasonItems">T10: most items a reason names.</param>
public sealed record TactPolicy(
    int Version = 1,
    double EvidenceWeight = 3,
    int EvidenceItems = 2,
    int EvidenceDays = 2,
    double HalfLifeDays = 30,
    int PauseDays = 90,
    int RestDays = 30,
    double BreathingRoom = 0.1,
    double ReasonShare = 0.5,
    int ReasonItems = 3)
{
    private static readonly int Rules = (int)TactRule.BreathingRoom + 1;

    private readonly RuleMode[]? _modes;

    public static TactPolicy Default { get; } = new();

    /// <summary>T3: 1 where only what the person said counts as interest.</summary>
    public bool StatedOnly { get; init; }

    /// <summary>How many days back the person's history may speak. What the person has and said no to is known for as long as it is kept: that only takes away.</summary>
    public int HistoryDays { get; init; } = 180;

    /// <summary>T4: hours from the moment an ordinary topic may be carried to the first mail or push about it.</summary>
    public double DelayHours { get; init; } = 24;

    /// <summary>T4: likewise for a delicate topic.</summary>
    public double DelicateDelayHours { get; init; } = 72;

    /// <summary>T5: most exposures of a topic within <see cref="ExposureDays"/>, over all channels.</summary>
    public int TopicExposures { get; init; } = 3;

    /// <summary>T5 and T6: the window of exposures, in days.</summary>
    public int ExposureDays { get; init; } = 7;

    /// <summary>T5: most exposures of an item within <see cref="ItemDays"/> without a click; then it rests as long again.</summary>
    public int ItemExposures { get; init; } = 5;

    /// <summary>T5: the window and the rest of an item, in days.</summary>
    public int ItemDays { get; init; } = 30;

    /// <summary>T5: most mails a person gets in 24 hours.</summary>
    public int MailsADay { get; init; } = 1;

    /// <summary>T5: most mails a person gets in seven days.</summary>
    public int MailsAWeek { get; init; } = 2;

    /// <summary>T6: most channels in which a topic appears within <see cref="ExposureDays"/>.</summary>
    public int TopicChannels { get; init; } = 2;

    /// <summary>T6: whether devices may ever know of each other; each person's own permission is needed besides.</summary>
    public bool CrossDevice { get; init; } = true;

    /// <summary>T8: how many steps a prediction may go from a topic that may speak: 0 or 1.</summary>
    public int Hops { get; init; } = 1;

    /// <summary>T8: most of the slots that may be a step away.</summary>
    public double HopShare { get; init; } = 0.5;

    /// <summary>T14: how long things of the same kind as something durable that was bought are not promoted, in days.</summary>
    public int DurableRestDays { get; init; } = 180;

    /// <summary>T14: categories of which one has one thing, e.g. <c>Home > Televisions</c>; each holds for what lies below it too.</summary>
    public IReadOnlyList<string> Durables { get; init; } = [];

    /// <summary>T17: least share of a person's taste that speaks for a message's topics.</summary>
    public double RelevanceFloor { get; init; } = 0.05;

    /// <summary>T17: least number of purchases in other topics before somebody counts as not concerned.</summary>
    public int RelevanceHistory { get; init; } = 5;

    /// <summary>T18: share of the audience above which the same offer needs a reason.</summary>
    public double BlastShare { get; init; } = 0.5;

    /// <summary>What deviates from enforcing, by rule. Rules that bar (T1, T7, T11, T16) never deviate.</summary>
    public IReadOnlyDictionary<TactRule, RuleMode> Modes
    {
        get => _modes is null ? new Dictionary<TactRule, RuleMode>() : Enumerable.Range(1, Rules - 1).Where(rule => _modes[rule] != RuleMode.Enforce).ToDictionary(rule => (TactRule)rule, rule => _modes[rule]);
        init => _modes = ModesOf(value);
    }

    public RuleMode ModeOf(TactRule rule) => _modes is null ? RuleMode.Enforce : _modes[(int)rule];

    public bool Enforces(TactRule rule) => ModeOf(rule) == RuleMode.Enforce;

    /// <summary>Rules that bar what no shop may want: they cannot be switched off.</summary>
    public static bool IsBar(TactRule rule) => rule is TactRule.Sensitive or TactRule.Context or TactRule.Source or TactRule.Age;

    private static RuleMode[] ModesOf(IReadOnlyDictionary<TactRule, RuleMode> deviations)
    {
        var modes = new RuleMode[Rules];
        Array.Fill(modes, RuleMode.Enforce);
        foreach (var (rule, mode) in deviations)
        {
            if (IsBar(rule) && mode != RuleMode.Enforce)
                throw new ArgumentException($"T{(int)rule} is always enforced.", nameof(deviations));
            modes[(int)rule] = mode;
        }

        return modes;
    }
}
