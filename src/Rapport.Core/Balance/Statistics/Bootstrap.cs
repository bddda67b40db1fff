namespace Rapport.Core.Balance.Statistics;

/// <summary>The interval of a mean, or of a ratio of sums, by drawing anew from what was seen.</summary>
/// <remarks>
/// <b>Invariant</b>: the same values give the same interval, in whatever order and by whomever: the draws follow a fixed seed and the values are sorted.
/// <b>Cost</b>: at most 100,000 draws; larger samples are drawn in part, and the spread scaled by the root of that part.
/// <b>Source</b>: Bickel, Götze and van Zwet, 1997, resampling fewer than n; generator: Steele, Lea and Flood, 2014 (SplitMix).
/// </remarks>
public static class Bootstrap
{
    private const int Rounds = 200;
    private const int MostDraws = 500;
    private const int LowRank = Rounds / 20;
    private const ulong Seed = 28;

    /// <param name="pairs">Parts of the two sums; for a mean the second is 1.</param>
    public static Interval OfRatio(IEnumerable<(double Top, double Bottom)> pairs)
    {
        var groups = pairs.GroupBy(pair => pair).Select(group => (group.Key.Top, group.Key.Bottom, Count: (long)group.Count())).ToList();
        return OfRatio(groups);
    }

    /// <param name="groups">Likewise, with how often each pair was seen.</param>
    public static Interval OfRatio(IReadOnlyCollection<(double Top, double Bottom, long Count)> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        (double Top, double Bottom, long Count)[] sorted = [.. groups.OrderBy(group => group.Top).ThenBy(group => group.Bottom)];
        var (count, whole) = (sorted.Sum(group => group.Count), Ratio(sorted.Sum(group => group.Top * group.Count), sorted.Sum(group => group.Bottom * group.Count)));
        if (sorted.Length == 1)
            return new Interval(whole, whole);
        var ends = new long[sorted.Length];
        for (var (i, end) = (0, 0L); i < sorted.Length; i++)
            ends[i] = end += sorted[i].Count;
        var draws = (int)Math.Min(MostDraws, count);
        var scale = Math.Sqrt((double)draws / count);
        var state = Seed;
        var ratios = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var (top, bottom) = (0.0, 0.0);
            for (var draw = 0; draw < draws; draw++)
            {
                var drawn = sorted[Find(ends, (long)(Next(ref state) * count))];
                top += drawn.Top;
                bottom += drawn.Bottom;
            }

            ratios[round] = Ratio(top, bottom);
        }

        Array.Sort(ratios);
        return new Interval(whole + Math.Min(0, (ratios[LowRank] - whole) * scale), whole + Math.Max(0, (ratios[Rounds - 1 - LowRank] - whole) * scale));
    }

    /// <summary>0 where there is nothing to divide by.</summary>
    public static double Ratio(double top, double bottom) => bottom == 0 ? 0 : top / bottom;

    /// <summary>The first group that ends behind a place.</summary>
    private static int Find(long[] ends, long place)
    {
        var (low, high) = (0, ends.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ends[middle] > place)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    /// <summary>0 to 1, without 1.</summary>
    private static double Next(ref ulong state)
    {
        unchecked
        {
            var mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
