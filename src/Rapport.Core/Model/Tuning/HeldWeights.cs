namespace Rapport.Core.Model.Tuning;

/// <summary>Three views of what was held out: as it is, and leaning to what many and to what few take.</summary>
/// <remarks>
/// What customers do next is no random slice of what they did: its popularity shifts, and train does not say which way. A setting that is good in
/// all three views does not depend on the slice. <b>Shape and units</b>: a view weighs a held item by support^lean, the lean being what moves the mean
/// support of the held items by a quarter.
/// </remarks>
internal sealed class HeldWeights
{
    internal const int Views = 3;
    private const double Shift = 1.25;
    private readonly double[][] _weights;

    internal HeldWeights(HoldOut data)
    {
        var counts = new int[data.Items.Length];
        foreach (var item in data.Held.SelectMany(each => each))
            counts[item]++;
        var mean = Mean(counts, data.Support, 0);
        var up = LeanFor(counts, data.Support, lean => Mean(counts, data.Support, lean) < mean * Shift);
        var down = LeanFor(counts, data.Support, lean => Mean(counts, data.Support, -lean) > mean / Shift);
        _weights = [Weights(data.Support, 0), Weights(data.Support, up), Weights(data.Support, -down)];
    }

    internal double Of(int view, int item) => _weights[view][item];

    private static double LeanFor(int[] counts, int[] support, Func<double, bool> isTooLittle)
    {
        var lean = 0.0;
        while (lean < 1 && isTooLittle(lean))
            lean += 1.0 / 16;
        return lean;
    }

    private static double[] Weights(int[] support, double lean) => Array.ConvertAll(support, each => DyadicPower.Of(Math.Max(1, each), lean));

    private static double Mean(int[] counts, int[] support, double lean)
    {
        var weights = Weights(support, lean);
        var (sum, total) = (0.0, 0.0);
        for (var item = 0; item < counts.Length; item++)
        {
            sum += counts[item] * weights[item] * support[item];
            total += counts[item] * weights[item];
        }

        return total == 0 ? 0 : sum / total;
    }
}
