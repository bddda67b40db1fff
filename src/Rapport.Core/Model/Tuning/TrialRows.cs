namespace Rapport.Core.Model.Tuning;

/// <summary>Customers with the weight of each of their items, by customer and by item, for a trial.</summary>
internal sealed class TrialRows
{
    private readonly HoldOut _data;

    internal TrialRows(HoldOut data)
    {
        (_data, Sums) = (data, new double[data.Items.Length]);
        Weights = Array.ConvertAll(data.Train, items => new float[items.Length]);
        ByItem = Array.ConvertAll(data.Support, support => new (int, int)[support]);
        var next = new int[data.Items.Length];
        for (var customer = 0; customer < Train.Length; customer++)
        {
            for (var k = 0; k < Train[customer].Length; k++)
                ByItem[Train[customer][k]][next[Train[customer][k]]++] = (customer, k);
        }
    }

    internal int[][] Train => _data.Train;

    internal float[][] Weights { get; }

    internal (int Customer, int Place)[][] ByItem { get; }

    /// <summary>The sum of its customers' weights by item: the diagonal of the Gram.</summary>
    internal double[] Sums { get; }

    internal void Weigh(double gamma, double halfLifeDays)
    {
        var decay = new Decay(halfLifeDays, DateTimeOffset.UnixEpoch.AddDays(_data.AsOfDay));
        Array.Clear(Sums);
        for (var customer = 0; customer < Train.Length; customer++)
        {
            var (items, days, weights) = (Train[customer], _data.Days[customer], Weights[customer]);
            var weight = items.Length == 0 ? 0 : DyadicPower.Of(items.Length, -gamma);
            for (var k = 0; k < items.Length; k++)
            {
                weights[k] = (float)(weight * decay.At(days[k]) / Decay.One);
                Sums[items[k]] += weights[k];
            }
        }
    }
}
