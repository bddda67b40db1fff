namespace Rapport.Core.Experiments;

/// <summary>The two ends of a 90 % interval.</summary>
public readonly record struct Bounds(double Low, double High)
{
    /// <summary>The 95th percentile of the normal distribution: 5 % lie beyond each end.</summary>
    internal const double Z90 = 1.6448536269514722;

    public bool Contains(double value) => Low <= value && value <= High;

    /// <summary>Of a share.</summary>
    /// <remarks><b>Source</b>: E. B. Wilson, 1927, score interval.</remarks>
    public static Bounds OfShare(long part, long whole)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(whole);
        var (share, z2) = ((double)part / whole, Z90 * Z90 / whole);
        var middle = share + (z2 / 2);
        var half = Z90 * Math.Sqrt((share * (1 - share) / whole) + (z2 / (4 * whole)));
        return new Bounds(Math.Max(0, (middle - half) / (1 + z2)), Math.Min(1, (middle + half) / (1 + z2)));
    }

    /// <summary>Of a median: the values at the ranks between which it lies, by the normal form of the binomial.</summary>
    /// <param name="sorted">Smallest first, at least one.</param>
    public static Bounds OfMedian(IReadOnlyList<double> sorted)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        var (middle, half) = (sorted.Count / 2.0, Z90 * Math.Sqrt(sorted.Count) / 2);
        return new Bounds(sorted[Math.Clamp((int)Math.Floor(middle - half), 0, sorted.Count - 1)], sorted[Math.Clamp((int)Math.Ceiling(middle + half), 0, sorted.Count - 1)]);
    }
}
