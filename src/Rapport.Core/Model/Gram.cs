using System.Numerics;
using Rapport.Core.Model.Kernels;

namespace Rapport.Core.Model;

/// <summary>How often two items were taken by one customer, as the solver sees it: the exact sums of <see cref="LearningRows"/>, rounded.</summary>
/// <remarks>
/// <para><b>Invariant</b>: a pure function of the exact sums and the settings.</para>
/// <para><b>Shape and units</b>: an item's own sum, its penalty and what the choice divides by; of pairs the upper triangle, by rows cut into ranges
/// of columns, each entry the low half of its column and a code. What rounds to 0 is absent.</para>
/// <para><b>Threads</b>: different rows may be set side by side. <b>Cost</b>: 4 bytes an entry.</para>
/// </remarks>
internal sealed class Gram
{
    private const int EntriesARange = 4;
    private const int MaxShift = 16;
    private readonly Rounding _rounding;
    private readonly ModelSettings _settings;
    private readonly long[] _sums;
    private readonly double[] _choice;
    private readonly float[] _penalties;
    private readonly PairRow[] _rows;

    internal Gram(int itemCount, ModelSettings settings)
    {
        (_settings, _rounding) = (settings, new Rounding(settings));
        (_sums, _choice, _penalties, _rows) = (new long[itemCount], new double[itemCount], new float[itemCount], new PairRow[itemCount]);
        Array.Fill(_rows, PairRow.Empty);
    }

    private Gram(Gram other, int[] places, int itemCount)
        : this(itemCount, other._settings)
    {
        for (var item = 0; item < places.Length; item++)
        {
            var place = places[item];
            (_sums[place], _choice[place], _penalties[place]) = (other._sums[item], other._choice[item], other._penalties[item]);
        }
    }

    internal int ItemCount => _sums.Length;

    internal long EntryCount => _rows.Sum(row => (long)row.Count);

    /// <summary>What the candidate choice multiplies a pair's sum with: g^-sel.</summary>
    internal double ChoiceOf(int item) => _choice[item];

    /// <summary>lambda g^p.</summary>
    internal float PenaltyOf(int item) => _penalties[item];

    /// <summary>g + lambda g^p.</summary>
    internal float DiagonalOf(int item) => (float)(_sums[item] * LearningRows.Unit) + _penalties[item];

    /// <summary>Writes the entries of a row at ascending columns above it, 0 where there is none.</summary>
    /// <param name="values">As long as <paramref name="columns"/>.</param>
    internal void Read(int row, ReadOnlySpan<int> columns, Span<float> values)
    {
        var (starts, lows, codes, shift) = _rows[row];
        if (starts.Length == 0)
            values.Clear();
        else
            PairLookup.Read(starts, lows, codes, _rounding.Values, shift, (row + 1) >> shift, columns, values);
    }

    /// <summary>Takes an item's own sum.</summary>
    /// <returns>Whether that changed anything the solver sees.</returns>
    internal bool SetItem(int item, long sum)
    {
        var rounded = Rounding.ItemOf(sum);
        if (rounded == _sums[item])
            return false;
        _sums[item] = rounded;
        var customers = rounded * LearningRows.Unit;
        _choice[item] = rounded == 0 ? 0 : DyadicPower.Of(customers, -_settings.SelectionPower);
        _penalties[item] = rounded == 0 ? 0 : (float)(_settings.Lambda * DyadicPower.Of(customers, _settings.PenaltyPower));
        return true;
    }

    /// <summary>Takes a row of sums; only its upper part counts.</summary>
    /// <param name="columns">Ascending.</param>
    internal void SetRow(int row, ReadOnlySpan<int> columns, RowAccumulator sums) => _rows[row] = Encode(row, columns, sums);

    /// <summary>Takes a row of sums anew.</summary>
    /// <returns>The columns of its upper part at which the solver sees something else than before, ascending.</returns>
    internal int[] ChangeRow(int row, ReadOnlySpan<int> columns, RowAccumulator sums)
    {
        var (before, after) = (_rows[row], Encode(row, columns, sums));
        _rows[row] = after;
        var changed = new List<int>();
        using var old = Entries(row, before).GetEnumerator();
        using var now = Entries(row, after).GetEnumerator();
        var (anyOld, anyNow) = (old.MoveNext(), now.MoveNext());
        while (anyOld || anyNow)
        {
            var column = Math.Min(anyOld ? old.Current.Column : int.MaxValue, anyNow ? now.Current.Column : int.MaxValue);
            var was = anyOld && old.Current.Column == column ? old.Current.Code : 0;
            var is_ = anyNow && now.Current.Column == column ? now.Current.Code : 0;
            if (was != is_)
                changed.Add(column);
            anyOld = was == 0 ? anyOld : old.MoveNext();
            anyNow = is_ == 0 ? anyNow : now.MoveNext();
        }

        return [.. changed];
    }

    /// <summary>The same over wider items.</summary>
    /// <param name="places">Where each item stands among them, ascending.</param>
    internal Gram Over(int[] places, int itemCount)
    {
        var wider = new Gram(this, places, itemCount);
        Parallel.For(0, ItemCount, Workers.Processors, row =>
        {
            var entries = Entries(row, _rows[row]).ToArray();
            wider._rows[places[row]] = Pack(places[row], Array.ConvertAll(entries, each => places[each.Column]), Array.ConvertAll(entries, each => each.Code), itemCount);
        });
        return wider;
    }

    private PairRow Encode(int row, ReadOnlySpan<int> columns, RowAccumulator sums)
    {
        var upper = columns[(columns.BinarySearch(row) is var at && at < 0 ? ~at : at + 1)..];
        var (kept, codes, count) = (new int[upper.Length], new byte[upper.Length], 0);
        foreach (var column in upper)
        {
            var code = sums.CustomersOf(column) < _settings.PairSupport ? (byte)0 : _rounding.PairOf(sums.WeightOf(column));
            (kept[count], codes[count]) = (column, code);
            count += code == 0 ? 0 : 1;
        }

        return Pack(row, kept.AsSpan(0, count), codes.AsSpan(0, count), ItemCount);
    }

    private static PairRow Pack(int row, ReadOnlySpan<int> columns, ReadOnlySpan<byte> codes, int itemCount)
    {
        if (columns.IsEmpty)
            return PairRow.Empty;
        var range = itemCount - row;
        var shift = Math.Min(MaxShift, BitOperations.Log2((uint)Math.Max(1, range / Math.Max(1, columns.Length / EntriesARange))));
        var first = (row + 1) >> shift;
        var starts = new int[((itemCount - 1) >> shift) - first + 2];
        var lows = new ushort[columns.Length + PairLookup.Padding];
        var packed = new byte[columns.Length + PairLookup.Padding + 1];
        for (var k = 0; k < columns.Length; k++)
        {
            starts[(columns[k] >> shift) - first + 1]++;
            lows[k] = unchecked((ushort)columns[k]);
        }

        for (var k = 1; k < starts.Length; k++)
            starts[k] += starts[k - 1];
        codes.CopyTo(packed);
        return new PairRow(starts, lows, packed, shift);
    }

    private static IEnumerable<(int Column, byte Code)> Entries(int row, PairRow entries)
    {
        var (starts, lows, codes, shift) = entries;
        var first = (row + 1) >> shift;
        for (var range = 0; range < starts.Length - 1; range++)
        {
            var top = (first + range) << shift;
            for (var k = starts[range]; k < starts[range + 1]; k++)
                yield return ((top & ~0xFFFF) | lows[k], codes[k]);
        }
    }

    /// <summary>Entries of one row: where each range of columns begins, low halves of the columns, codes.</summary>
    private readonly record struct PairRow(int[] Starts, ushort[] Lows, byte[] Codes, int Shift)
    {
        internal static readonly PairRow Empty = new([], [], [], 0);

        internal int Count => Starts.Length == 0 ? 0 : Starts[^1];
    }
}
