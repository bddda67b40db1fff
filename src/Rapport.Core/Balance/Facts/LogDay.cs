namespace Rapport.Core.Balance.Facts;

/// <summary>One day of a shop as the measures read it: what the decision log, the probes and the shop's own books say, and nothing more.</summary>
/// <remarks>
/// <b>Invariant</b>: people are numbers that mean something within one window only; no id, item or word of anybody is in it.
/// <b>Shape</b>: plain records, so that a made-up day and a real one are read alike. What is a state and no happening (fields, retention, lift) counts as last reported.
/// </remarks>
/// <param name="Date">UTC.</param>
public sealed record LogDay(DateOnly Date)
{
    public IReadOnlyList<DecisionFact> Decisions { get; init; } = [];

    /// <summary>Topics shown on a personal basis (ground rule 19).</summary>
    public IReadOnlyList<ExposureFact> Exposures { get; init; } = [];

    public IReadOnlyList<MessageFact> Messages { get; init; } = [];

    public IReadOnlyList<ComplaintFact> Complaints { get; init; } = [];

    public IReadOnlyList<WithdrawalFact> Withdrawals { get; init; } = [];

    /// <summary>Purposes turned on that day.</summary>
    public IReadOnlyList<PermissionFact> Permissions { get; init; } = [];

    /// <summary>Requests by right that were due that day.</summary>
    public IReadOnlyList<RequestFact> Requests { get; init; } = [];

    public IReadOnlyList<CheckFact> Checks { get; init; } = [];

    public IReadOnlyList<PulseFact> Pulse { get; init; } = [];

    /// <summary>Stored personal fields.</summary>
    public IReadOnlyList<FieldFact>? Fields { get; init; }

    public RetentionFact? Retention { get; init; }

    /// <summary>Held-out next actions.</summary>
    public IReadOnlyList<FitFact> Fit { get; init; } = [];

    public LiftFact? Lift { get; init; }

    /// <summary>The numbers of those who were there that day.</summary>
    public IReadOnlyList<int> Active { get; init; } = [];

    /// <summary>Those who said yes that day to recommendations, and those who said no.</summary>
    public OptInFact OptIn { get; init; }

    public IReadOnlyList<OrderFact> Orders { get; init; } = [];
}
