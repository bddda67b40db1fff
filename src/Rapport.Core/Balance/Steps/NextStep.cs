using Rapport.Core.Balance.Statistics;

namespace Rapport.Core.Balance.Steps;

/// <summary>The one thing to do next, with what it is expected to change.</summary>
/// <param name="Fault">What is plainly wrong and comes before everything else; none for a step that was weighed against others.</param>
/// <param name="Cases">How many cases of the fault there are; 0 for none.</param>
/// <param name="Detail">Which one, where there are several: the failed security check. Empty for none.</param>
/// <param name="Personalization">Expected change of that axis, in points.</param>
/// <param name="Privacy">Likewise.</param>
/// <param name="People">Whom it touches, among those the window knows.</param>
public sealed record NextStep(BalanceAction Action, HardFault Fault, int Cases, string Detail, ExpectedChange Personalization, ExpectedChange Privacy, int People);

/// <summary>What an axis is expected to change by, in points.</summary>
public readonly record struct ExpectedChange(double Points, double Low, double High)
{
    public static ExpectedChange Of(Axis before, Axis after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var points = (after.Value ?? 0) - (before.Value ?? 0);
        var ends = new Interval((after.Low ?? 0) - (before.Low ?? 0), (after.High ?? 0) - (before.High ?? 0));
        return new ExpectedChange(points, Math.Min(points, Math.Min(ends.Low, ends.High)), Math.Max(points, Math.Max(ends.Low, ends.High)));
    }
}

/// <summary>What must be mended before anything is weighed, in this order. Values are stored: never renumber.</summary>
public enum HardFault : byte
{
    None = 0,

    /// <summary>A decision used what nobody permitted.</summary>
    UnlawfulUse = 1,

    /// <summary>A sensitive topic was shown on a personal basis.</summary>
    SensitiveShown = 2,

    /// <summary>Something followed a person to another device without her permission.</summary>
    CarriedAcross = 3,

    /// <summary>A request is open beyond its time.</summary>
    OverdueRight = 4,

    FailedSecurity = 5,
}
