namespace Rapport.Core.Model.Tuning;

/// <summary>Scratch of one thread that sums one row of a trial's Gram.</summary>
internal sealed class TrialSums(int itemCount)
{
    private const int MostOfATarget = 2_000;
    private readonly double[] _weights = new double[itemCount];
    private readonly int[] _touched = new int[itemCount];
    private readonly bool[] _seen = new bool[itemCount];
    private int _count;

    /// <summary>Sums the row of an item, itself included. A pair weighs as its less recent item does (ADR 0004).</summary>
    internal void Add(TrialRows rows, int item)
    {
        var (weights, seen, touched, count) = (_weights, _seen, _touched, 0);
        foreach (var (customer, place) in rows.ByItem[item])
        {
            var (others, theirs) = (rows.Train[customer], rows.Weights[customer]);
            var own = theirs[place];
            for (var k = 0; k < others.Length; k++)
            {
                var other = others[k];
                if (!seen[other])
                    (seen[other], touched[count++]) = (true, other);
                weights[other] += Math.Min(own, theirs[k]);
            }
        }

        _count = count;
    }

    /// <summary>The items of the row, ascending.</summary>
    internal ReadOnlySpan<int> Touched()
    {
        var touched = _touched.AsSpan(0, _count);
        touched.Sort();
        return touched;
    }

    /// <summary>The items any choice of candidates may want: the best by a mild and by a strong exponent, ascending.</summary>
    internal int[] Strongest(int[] items, double[] sums)
    {
        if (items.Length <= MostOfATarget)
            return items;
        return [.. Best(items, sums, 0.125).Union(Best(items, sums, 0.5)).Order()];
    }

    internal void Write(int[] items, float[] values)
    {
        for (var k = 0; k < items.Length; k++)
            values[k] = (float)_weights[items[k]];
    }

    internal void Clear()
    {
        foreach (var item in _touched.AsSpan(0, _count))
            (_weights[item], _seen[item]) = (0, false);
        _count = 0;
    }

    private int[] Best(int[] items, double[] sums, double power)
    {
        var keys = Array.ConvertAll(items, item => -_weights[item] * DyadicPower.Of(sums[item], -power));
        var sorted = items.ToArray();
        Array.Sort(keys, sorted);
        return sorted[..(MostOfATarget / 2)];
    }
}
