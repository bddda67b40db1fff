namespace Rapport.Core.Model;

internal sealed partial class Gram
{
    /// <summary>Adds one customer.</summary>
    internal void Learn(Contribution contribution)
    {
        if (contribution.Items.Any(each => Array.BinarySearch(_items, each.Item) < 0))
        {
            var wider = Over([.. _items.Union(contribution.Items.Select(each => each.Item)).Order()]);
            (_items, _columns, _values, _diagonal, _support) = (wider._items, wider._columns, wider._values, wider._diagonal, wider._support);
        }

        Change(contribution, sign: 1);
    }

    /// <summary>Takes one customer out; the Gram is then what it would be had they never come.</summary>
    /// <exception cref="InvalidOperationException">They were not in it.</exception>
    internal void Forget(Contribution contribution)
    {
        if (contribution.Items.Any(each => Array.BinarySearch(_items, each.Item) is var index && (index < 0 || _support[index] == 0)))
            throw new InvalidOperationException("Nobody is forgotten who was not learned from.");
        Change(contribution, sign: -1);
    }

    private void Change(Contribution contribution, int sign)
    {
        var rows = new LearningRows([contribution], _settings, Period, _items);
        Customers += sign;
        for (var k = 0; k < rows.ItemOf.Length; k++)
        {
            var item = rows.ItemOf[k];
            _diagonal[item] += sign * rows.WeightOf[k];
            _support[item] += sign;
            (_columns[item], _values[item]) = Merge(_columns[item], _values[item], Others(rows.ItemOf, k), Pairs(rows.WeightOf, k, sign));
        }
    }

    private static int[] Others(int[] items, int own) => [.. items[..own], .. items[(own + 1)..]];

    private static long[] Pairs(long[] weights, int own, int sign)
    {
        var pairs = new long[weights.Length - 1];
        for (var k = 0; k < pairs.Length; k++)
            pairs[k] = sign * Math.Min(weights[own], weights[k < own ? k : k + 1]);
        return pairs;
    }
}
