namespace Rapport.Core.Balance.Statistics;

/// <summary>A 90 % interval.</summary>
public readonly record struct Interval(double Low, double High)
{
    private const double Z90 = 1.6448536269514722;

    /// <summary>Of a share; for a mean of values in 0 to 1 it is wider than needed, since no such mean varies more than a share.</summary>
    /// <remarks>Source: E. B. Wilson, 1927, score interval.</remarks>
    public static Interval Wilson(double share, long count)
    {
        var z2 = Z90 * Z90 / count;
        var middle = share + (z2 / 2);
        var half = Z90 * Math.Sqrt((share * (1 - share) / count) + (z2 / (4 * count)));
        return new Interval(Math.Max(0, (middle - half) / (1 + z2)), Math.Min(1, (middle + half) / (1 + z2)));
    }

    /// <summary>Of a quantile: the values at the ranks between which it lies, by the normal form of the binomial.</summary>
    /// <param name="sorted">Smallest first, at least one.</param>
    public static Interval OfQuantile(IReadOnlyList<double> sorted, double quantile)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        var (at, spread) = (quantile * sorted.Count, Z90 * Math.Sqrt(sorted.Count * quantile * (1 - quantile)));
        return new Interval(sorted[Rank(at - spread, sorted.Count)], sorted[Rank(at + spread, sorted.Count)]);
    }

    /// <summary>The value below which that share lies, by the nearest rank.</summary>
    public static double Quantile(IReadOnlyList<double> sorted, double quantile)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        return sorted[Rank(quantile * sorted.Count, sorted.Count)];
    }

    private static int Rank(double place, int count) => Math.Clamp((int)Math.Ceiling(place) - 1, 0, count - 1);
}
