using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>How often two items were taken by one customer: sums of fixed-point customer weights, as of one month.</summary>
/// <remarks>
/// <para><b>Invariant</b>: integers only, so that learning and forgetting are exact and have no order; an entry is absent, never 0.</para>
/// <para><b>Shape and units</b>: symmetric; each row holds the other items ascending; 2^-32 of a customer (<see cref="LearningRows"/>).</para>
/// <para><b>Threads</b>: not safe while it learns or forgets. <b>Cost</b>: 12 bytes a pair and direction.</para>
/// </remarks>
internal sealed partial class Gram
{
    /// <summary>What one unit of the sums is worth.</summary>
    internal const double Unit = 1.0 / (1L << 32);

    private readonly ModelSettings _settings;
    private ItemId[] _items;
    private int[][] _columns;
    private long[][] _values;
    private long[] _diagonal;
    private int[] _support;

    private Gram(ModelSettings settings, DateTimeOffset period, ItemId[] items)
    {
        (_settings, Period, _items) = (settings, period, items);
        _columns = new int[items.Length][];
        _values = new long[items.Length][];
        _diagonal = new long[items.Length];
        _support = new int[items.Length];
    }

    /// <summary>The first moment of the month it is as of.</summary>
    internal DateTimeOffset Period { get; }

    internal ModelSettings Settings => _settings;

    internal int Customers { get; private set; }

    internal ReadOnlySpan<ItemId> Items => _items;

    internal int ItemCount => _items.Length;

    internal ReadOnlySpan<int> ColumnsOf(int item) => _columns[item];

    internal ReadOnlySpan<long> ValuesOf(int item) => _values[item];

    internal long DiagonalOf(int item) => _diagonal[item];

    /// <summary>How many customers took an item; 0 after the last one was forgotten.</summary>
    internal int SupportOf(int item) => _support[item];

    /// <summary>The Gram of many contributions at once, rows in parallel.</summary>
    internal static Gram Of(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf) =>
        Of(new LearningRows(contributions, settings, asOf), settings, asOf);

    internal static Gram Of(LearningRows rows, ModelSettings settings, DateTimeOffset asOf)
    {
        var gram = new Gram(settings, Decay.PeriodOf(asOf), rows.Items) { Customers = rows.Customers };
        Parallel.For(0, rows.Items.Length, () => new RowAccumulator(rows.Items.Length), (item, _, sums) => gram.Fill(item, rows, sums), _ => { });
        return gram;
    }

    /// <summary>The sum of two Grams over disjoint customers.</summary>
    /// <exception cref="ArgumentException">They are of other settings or another month.</exception>
    internal Gram Plus(Gram other)
    {
        if (other._settings != _settings || other.Period != Period)
            throw new ArgumentException("Only Grams of the same settings and month add up.", nameof(other));
        var items = _items.Union(other._items).Order().ToArray();
        var (left, right) = (Over(items), other.Over(items));
        for (var item = 0; item < items.Length; item++)
        {
            (left._columns[item], left._values[item]) = Merge(left._columns[item], left._values[item], right._columns[item], right._values[item]);
            left._diagonal[item] += right._diagonal[item];
            left._support[item] += right._support[item];
        }

        left.Customers += right.Customers;
        return left;
    }

    private RowAccumulator Fill(int item, LearningRows rows, RowAccumulator sums)
    {
        var touched = sums.Sum(rows, item);
        var columns = new int[touched.Length - 1];
        var values = new long[touched.Length - 1];
        var at = 0;
        foreach (var other in touched)
        {
            if (other == item)
                continue;
            columns[at] = other;
            values[at++] = sums.WeightOf(other);
        }

        (_columns[item], _values[item]) = (columns, values);
        (_diagonal[item], _support[item]) = (sums.WeightOf(item), rows.SupportOf(item));
        sums.Clear();
        return sums;
    }

    /// <summary>The same sums over a wider set of items.</summary>
    private Gram Over(ItemId[] items)
    {
        var wider = new Gram(_settings, Period, items) { Customers = Customers };
        var places = new int[_items.Length];
        for (var i = 0; i < _items.Length; i++)
            places[i] = Array.BinarySearch(items, _items[i]);
        Array.Fill(wider._columns, []);
        Array.Fill(wider._values, []);
        for (var i = 0; i < _items.Length; i++)
        {
            wider._columns[places[i]] = Array.ConvertAll(_columns[i], column => places[column]);
            wider._values[places[i]] = [.. _values[i]];
            wider._diagonal[places[i]] = _diagonal[i];
            wider._support[places[i]] = _support[i];
        }

        return wider;
    }

    /// <summary>The sum of two sparse rows, without entries that became 0.</summary>
    private static (int[] Columns, long[] Values) Merge(ReadOnlySpan<int> leftColumns, ReadOnlySpan<long> left, ReadOnlySpan<int> rightColumns, ReadOnlySpan<long> right)
    {
        var columns = new int[leftColumns.Length + rightColumns.Length];
        var values = new long[columns.Length];
        var (i, j, at) = (0, 0, 0);
        while (i < leftColumns.Length || j < rightColumns.Length)
        {
            var column = Math.Min(i < leftColumns.Length ? leftColumns[i] : int.MaxValue, j < rightColumns.Length ? rightColumns[j] : int.MaxValue);
            var sum = 0L;
            if (i < leftColumns.Length && leftColumns[i] == column)
                sum += left[i++];
            if (j < rightColumns.Length && rightColumns[j] == column)
                sum += right[j++];
            if (sum != 0)
                (columns[at], values[at++]) = (column, sum);
        }

        return (columns[..at], values[..at]);
    }
}
