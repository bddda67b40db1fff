using Rapport.Core.Balance;
using Rapport.Core.Balance.Steps;

namespace Rapport.Server.Balance;

/// <summary>Everything the balance of a shop says at one moment.</summary>
/// <param name="Window">Its last day goes on.</param>
/// <param name="Next">Null while too little is known, or where nothing helps.</param>
/// <param name="History">Closed days, oldest first.</param>
/// <param name="Taken">Steps that were taken, the latest first.</param>
internal sealed record BalanceReading(
    LogWindow Window,
    LeanLimits Limits,
    Measures Measures,
    LeanIndex Index,
    NextStep? Next,
    IReadOnlyList<BalancePoint> History,
    IReadOnlyList<(TakenStep Step, StepOutcome? Outcome)> Taken)
{
    /// <summary>The quadrant the shop is said to be in; of this moment while no day was closed.</summary>
    public Quadrant Said => History.Count == 0 ? Index.Quadrant : SettledQuadrant.Of(History.Select(point => point.Quadrant).Append(Index.Quadrant))[^1];
}
