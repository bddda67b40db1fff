using Rapport.Core.Consent;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Core.Decisions;

/// <summary>Counts of one tenant since the server started.</summary>
/// <param name="Dropped">Fields dropped before storage, by name.</param>
/// <param name="Minutes">The last 60 minutes, oldest first.</param>
/// <param name="Logged">Of the decisions, those that stand in the decision log.</param>
public sealed record FiguresSnapshot(
    DateTimeOffset Since,
    long Stored,
    IReadOnlyDictionary<DenyCode, long> Refused,
    IReadOnlyDictionary<string, long> Dropped,
    IReadOnlyDictionary<Tier, long> Tiers,
    IReadOnlyDictionary<TactRule, long> HeldBack,
    long Degraded,
    IReadOnlyList<MinuteFigures> Minutes,
    LoggedFigures Logged)
{
    /// <summary>How personal each surface is; those that answered nothing are left out.</summary>
    public IReadOnlyList<SurfaceFigures> Surfaces { get; init; } = [];

    /// <summary>How devices answered that were asked whether apps may track their person; of events that say.</summary>
    public IReadOnlyDictionary<TrackingStatus, long> Tracking { get; init; } = new Dictionary<TrackingStatus, long>();

    /// <summary>Lines that answers found and did not read, by class, purposes and cause.</summary>
    public IReadOnlyList<NotRead> NotRead { get; init; } = [];

    public AnswerSpeed Speed { get; init; } = new(0, TimeSpan.Zero);
}

/// <summary>One minute: events stored, and decisions by tier.</summary>
public readonly record struct MinuteFigures(DateTimeOffset At, long Stored, long Person, long Session, long Context, long Popular);
