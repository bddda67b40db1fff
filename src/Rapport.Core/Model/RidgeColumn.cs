namespace Rapport.Core.Model;

/// <summary>The column of one target item: its candidates, and what the solver makes of them.</summary>
/// <param name="Sources">Items, ascending.</param>
/// <param name="Values">Beside them: first the sums shared with the target, the right-hand side; once solved, the weights.</param>
/// <param name="Least">The choice's key of the last candidate taken; no other item reaches above it. Negative where there was no choice.</param>
internal readonly record struct RidgeColumn(int[] Sources, float[] Values, double Least)
{
    internal static readonly RidgeColumn Empty = new([], [], double.NegativeInfinity);
}
