using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Balance.Facts;

/// <summary>One line of the decision log: an impression.</summary>
/// <param name="Person">Null where no customer's data went into the answer.</param>
/// <param name="Tier">The best among its items.</param>
/// <param name="SaidYes">The person's history might be used.</param>
/// <param name="IsLawful">False where a signal went in without a valid consent to its purpose.</param>
/// <param name="PersonalItems">Items chosen with the person's own data.</param>
/// <param name="UnexplainedItems">Those of them whose reason fails the removal test.</param>
/// <param name="Signals">What went in, by source.</param>
public sealed record DecisionFact(
    DateTimeOffset At,
    int? Person,
    Surface Surface,
    Tier Tier,
    bool SaidYes,
    bool IsLawful,
    int PersonalItems,
    int UnexplainedItems,
    IReadOnlyList<SignalFact> Signals)
{
    /// <summary>From here on an impression is relevant.</summary>
    public const double RelevantWorth = 0.4;

    /// <summary>What the impression counts for p1, by its best tier.</summary>
    public double Worth => WorthOf(Tier);

    public bool IsRelevant => Worth >= RelevantWorth;

    public static double WorthOf(Tier tier) => tier switch
    {
        Tier.Person => 1,
        Tier.Session or Tier.Context => 0.6,
        Tier.Popular => 0.1,
        _ => 0,
    };
}

/// <summary>Signals of one source and class behind a decision.</summary>
/// <param name="Weight">Their evidence weight together.</param>
public readonly record struct SignalFact(Provenance Source, TopicClass Class, double Weight)
{
    /// <summary>How good the source is, 0 to 1.</summary>
    public double Quality => Source switch
    {
        _ when Class.IsSensitive => 0,
        Provenance.Stated => 1,
        Provenance.ObservedHere => 0.8,
        Provenance.Inferred when !Class.IsDelicate => 0.4,
        _ => 0,
    };
}
