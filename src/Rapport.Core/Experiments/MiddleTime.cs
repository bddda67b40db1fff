namespace Rapport.Core.Experiments;

/// <summary>The median of a cohort's times, in seconds, with its interval.</summary>
/// <param name="Median">Null below <see cref="Lift.FewestShown"/> people.</param>
public sealed record MiddleTime(int People, double? Median, Bounds? Bounds)
{
    /// <param name="seconds">One time a person.</param>
    public static MiddleTime Of(IEnumerable<double> seconds)
    {
        double[] sorted = [.. seconds.Order()];
        return sorted.Length < Lift.FewestShown
            ? new MiddleTime(sorted.Length, null, null)
            : new MiddleTime(sorted.Length, MiddleOf(sorted), Experiments.Bounds.OfMedian(sorted));
    }

    /// <param name="sorted">Smallest first, at least one.</param>
    internal static double MiddleOf(IReadOnlyList<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
}
