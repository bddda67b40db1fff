namespace Rapport.Core.Model.Tuning;

/// <summary>How well a trial found what was held out: Recall and NDCG at 20 in each view.</summary>
internal readonly record struct TrialFigures(double[] Recall, double[] Ndcg)
{
    internal double Sum(int view) => Recall[view] + Ndcg[view];
}

/// <summary>Asks a trial's columns for what was held out; estimated from the sampled targets.</summary>
internal sealed class TrialScore(HoldOut data, TargetSample sample)
{
    private const int Depth = 20;
    private readonly HeldWeights _views = new(data);

    /// <remarks>Customers are summed in their order, so that equal trials have equal figures.</remarks>
    /// <param name="scale">Factor by place in the sample: the output scale.</param>
    internal TrialFigures Of((int[] Sources, float[] Weights)[] columns, double[] scale)
    {
        var rows = Transpose(data.Items.Length, columns, scale);
        var width = 3 * HeldWeights.Views;
        var sums = new double[data.Train.Length * width];
        Parallel.For(0, data.Train.Length, () => new double[columns.Length], (customer, _, scores) =>
        {
            if (data.Held[customer].Length > 0)
                Ask(customer, rows, scores, sums.AsSpan(customer * width, width));
            return scores;
        }, _ => { });
        var totals = new double[width];
        for (var k = 0; k < sums.Length; k++)
            totals[k % width] += sums[k];
        double Mean(int view, int what) => totals[(3 * view) + 2] == 0 ? 0 : totals[(3 * view) + what] / totals[(3 * view) + 2];
        return new TrialFigures([Mean(0, 0), Mean(1, 0), Mean(2, 0)], [Mean(0, 1), Mean(1, 1), Mean(2, 1)]);
    }

    private void Ask(int customer, (int[] Starts, int[] Places, float[] Weights) rows, double[] scores, Span<double> sums)
    {
        var held = data.Held[customer];
        for (var view = 0; view < HeldWeights.Views; view++)
        {
            foreach (var item in held)
                sums[(3 * view) + 2] += _views.Of(view, item) / held.Length;
        }

        if (!Array.Exists(held, item => sample.PlaceOf[item] >= 0))
            return;
        Array.Clear(scores);
        foreach (var item in data.Train[customer])
        {
            for (var k = rows.Starts[item]; k < rows.Starts[item + 1]; k++)
                scores[rows.Places[k]] += rows.Weights[k];
        }

        foreach (var item in data.Train[customer])
        {
            if (sample.PlaceOf[item] is var place and >= 0)
                scores[place] = double.NegativeInfinity;
        }

        Find(held, scores, sums);
    }

    private void Find(int[] held, double[] scores, Span<double> sums)
    {
        var ideal = 0.0;
        for (var place = 0; place < Math.Min(held.Length, Depth); place++)
            ideal += 1 / Math.Log2(place + 2);
        foreach (var item in held)
        {
            if (sample.PlaceOf[item] is not (var place and >= 0) || scores[place] <= 0)
                continue;
            var rank = RankOf(place, scores);
            if (rank >= Depth)
                continue;
            for (var view = 0; view < HeldWeights.Views; view++)
            {
                var weight = sample.Weights[place] * _views.Of(view, item);
                sums[3 * view] += weight / held.Length;
                sums[(3 * view) + 1] += weight / Math.Log2(rank + 2) / ideal;
            }
        }
    }

    /// <summary>How many items are expected before it.</summary>
    private double RankOf(int place, double[] scores)
    {
        var (own, rank, weights) = (scores[place], 0.0, sample.Weights);
        for (var other = 0; other < scores.Length; other++)
        {
            if (scores[other] > own || (scores[other] == own && other < place))
                rank += weights[other];
        }

        return rank;
    }

    private static (int[] Starts, int[] Places, float[] Weights) Transpose(int itemCount, (int[] Sources, float[] Weights)[] columns, double[] scale)
    {
        var starts = new int[itemCount + 1];
        foreach (var source in columns.SelectMany(column => column.Sources))
            starts[source + 1]++;
        for (var item = 0; item < itemCount; item++)
            starts[item + 1] += starts[item];
        var next = starts[..itemCount];
        var (places, weights) = (new int[starts[itemCount]], new float[starts[itemCount]]);
        for (var place = 0; place < columns.Length; place++)
        {
            var (sources, values) = columns[place];
            for (var k = 0; k < sources.Length; k++)
            {
                var at = next[sources[k]]++;
                (places[at], weights[at]) = (place, (float)(values[k] * scale[place]));
            }
        }

        return (starts, places, weights);
    }
}
