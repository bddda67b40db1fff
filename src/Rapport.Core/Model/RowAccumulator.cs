using System.Numerics;

namespace Rapport.Core.Model;

/// <summary>Scratch that sums one row of pairs: weights and customers by item.</summary>
/// <remarks><b>Threads</b>: one a thread. <b>Cost</b>: a row costs its customers' items, plus ItemCount / 64.</remarks>
internal sealed class RowAccumulator(int itemCount)
{
    private readonly long[] _weights = new long[itemCount];
    private readonly int[] _customers = new int[itemCount];
    private readonly ulong[] _marks = new ulong[(itemCount + 63) / 64];
    private readonly int[] _touched = new int[itemCount];
    private int _count;

    internal long WeightOf(int item) => _weights[item];

    internal int CustomersOf(int item) => _customers[item];

    /// <summary>Sums the row of <paramref name="item"/>, itself included.</summary>
    /// <returns>The items in it, ascending; valid until <see cref="Clear"/>.</returns>
    internal ReadOnlySpan<int> Sum(LearningRows rows, int item)
    {
        var weights = _weights;
        var customers = _customers;
        var count = 0;
        foreach (var (customer, weight) in rows.ByItem.AsSpan(rows.ByItemStarts[item]..rows.ByItemStarts[item + 1]))
        {
            var range = rows.Starts[customer]..rows.Starts[customer + 1];
            var others = rows.ItemOf.AsSpan(range);
            var theirs = rows.WeightOf.AsSpan(range);
            for (var k = 0; k < others.Length && k < theirs.Length; k++)
            {
                var other = others[k];
                if (customers[other]++ == 0)
                    _touched[count++] = other;
                weights[other] += Math.Min(weight, theirs[k]);
            }
        }

        _count = count;
        SortTouched();
        return _touched.AsSpan(0, count);
    }

    internal void Clear()
    {
        foreach (var item in _touched.AsSpan(0, _count))
            (_weights[item], _customers[item]) = (0, 0);
        _count = 0;
    }

    /// <summary>By bitmap where the row is dense enough for it to be quicker than sorting.</summary>
    private void SortTouched()
    {
        var touched = _touched.AsSpan(0, _count);
        if (touched.Length < _marks.Length / 8)
        {
            touched.Sort();
            return;
        }

        foreach (var item in touched)
            _marks[item >> 6] |= 1UL << (item & 63);
        var at = 0;
        for (var word = 0; word < _marks.Length; word++)
        {
            for (var bits = _marks[word]; bits != 0; bits &= bits - 1)
                touched[at++] = (word << 6) + BitOperations.TrailingZeroCount(bits);
            _marks[word] = 0;
        }
    }
}
