namespace Rapport.Core.Model.Tuning;

/// <summary>The target items a trial solves columns for: all of a small catalogue, of a large one a draw that prefers what is taken often.</summary>
/// <remarks>
/// <b>Shape and units</b>: an item is drawn with a known chance; it and every competitor it stands for count 1 / chance. So hits and ranks are right on
/// average, and nearly exact where most of them lie, at a fraction of the columns.
/// </remarks>
internal sealed class TargetSample
{
    private TargetSample(int[] targets, double[] weights, int itemCount)
    {
        (Targets, Weights) = (targets, weights);
        PlaceOf = new int[itemCount];
        Array.Fill(PlaceOf, -1);
        for (var place = 0; place < targets.Length; place++)
            PlaceOf[targets[place]] = place;
    }

    /// <summary>Ascending.</summary>
    internal int[] Targets { get; }

    /// <summary>1 / chance, beside <see cref="Targets"/>.</summary>
    internal double[] Weights { get; }

    /// <summary>Place of an item among the targets, or -1.</summary>
    internal int[] PlaceOf { get; }

    internal static TargetSample Of(int[] support, int count)
    {
        int[] known = [.. Enumerable.Range(0, support.Length).Where(item => support[item] > 0)];
        if (known.Length <= count)
            return new TargetSample(known, [.. known.Select(_ => 1.0)], support.Length);

        var sizes = Array.ConvertAll(known, item => DyadicPower.Of(support[item], 0.75));
        var factor = FactorFor(sizes, count);
        var targets = new List<int>(count);
        var weights = new List<double>(count);
        for (var k = 0; k < known.Length; k++)
        {
            var chance = Math.Min(1, factor * sizes[k]);
            if ((HoldOut.Draw(known[k], -1) >> 11) * (1.0 / (1UL << 53)) >= chance)
                continue;
            targets.Add(known[k]);
            weights.Add(1 / chance);
        }

        return new TargetSample([.. targets], [.. weights], support.Length);
    }

    /// <summary>The factor at which the chances add up to the number wanted.</summary>
    private static double FactorFor(double[] sizes, int count)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 50; step++)
        {
            var middle = (low + high) / 2;
            if (sizes.Sum(size => Math.Min(1, middle * size)) < count)
                low = middle;
            else
                high = middle;
        }

        return high;
    }
}
