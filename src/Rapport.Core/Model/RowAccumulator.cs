using System.Numerics;

namespace Rapport.Core.Model;

/// <summary>Scratch that sums one row of pairs: weights and customers by item.</summary>
/// <remarks><b>Threads</b>: one a thread. <b>Cost</b>: a row costs its customers' items, whatever the catalogue's size.</remarks>
internal sealed class RowAccumulator(int itemCount)
{
    private readonly Entry[] _entries = new Entry[itemCount];
    private readonly ulong[] _marks = new ulong[(itemCount + 63) / 64];
    private readonly int[] _touched = new int[itemCount];
    private int _count;

    internal long WeightOf(int item) => _entries[item].Weight;

    internal int CustomersOf(int item) => _entries[item].Customers;

    /// <summary>Sums the row of <paramref name="item"/>, itself included.</summary>
    /// <returns>The items in it, ascending; valid until <see cref="Clear"/>.</returns>
    internal ReadOnlySpan<int> Sum(LearningRows rows, int item)
    {
        var factors = rows.Factors;
        for (var k = rows.ByItemStarts[item]; k < rows.ByItemStarts[item + 1]; k++)
        {
            var customer = rows.CustomerOf[k];
            var range = rows.Starts[customer]..rows.Starts[customer + 1];
            if (rows.Settings.HalfLifeDays == 0)
                Add(rows.ItemOf.AsSpan(range), rows.WeightOf[customer] * factors[0]);
            else
                Add(rows.ItemOf.AsSpan(range), rows.AgeOf.AsSpan(range), rows.ByItemAge[k], rows.WeightOf[customer], factors);
        }

        SortTouched();
        return _touched.AsSpan(0, _count);
    }

    internal void Clear()
    {
        foreach (var item in _touched.AsSpan(0, _count))
            _entries[item] = default;
        _count = 0;
    }

    private void Add(ReadOnlySpan<int> others, long weight)
    {
        var (entries, touched, count) = (_entries, _touched, _count);
        foreach (var other in others)
        {
            ref var entry = ref entries[other];
            if (entry.Customers++ == 0)
                touched[count++] = other;
            entry.Weight += weight;
        }

        _count = count;
    }

    /// <summary>The same with decay: a pair is as old as the older of its two events (ADR 0004).</summary>
    private void Add(ReadOnlySpan<int> others, ReadOnlySpan<byte> ages, byte age, int weight, ReadOnlySpan<long> factors)
    {
        var (entries, touched, count) = (_entries, _touched, _count);
        for (var k = 0; k < others.Length && k < ages.Length; k++)
        {
            ref var entry = ref entries[others[k]];
            if (entry.Customers++ == 0)
                touched[count++] = others[k];
            entry.Weight += weight * factors[Math.Max(age, ages[k])];
        }

        _count = count;
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

    private record struct Entry(long Weight, int Customers);
}
