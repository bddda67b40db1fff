using System.Numerics;

namespace Rapport.Core.Model.Tuning;

/// <summary>The Gram of a trial: single precision, the upper triangle, and whole rows of the targets alone.</summary>
/// <remarks>
/// The integer Gram of the fit is exact because it must forget; a trial is thrown away, so it takes a third of the memory instead.
/// <b>Cost</b>: 9 bytes a pair, 8 an entry of a target's row, of which the strongest few thousand are kept; time as the fit's Gram.
/// </remarks>
internal sealed class TrialGram
{
    private const int EntriesARange = 4;
    private readonly int[][] _columns;
    private readonly float[][] _values;
    private readonly int[][] _starts;
    private readonly int[] _shifts;
    private readonly int[] _placeOf;
    private readonly TrialRows _rows;
    private (double Gamma, double HalfLifeDays) _weighed = (double.NaN, 0);

    internal TrialGram(HoldOut data, TargetSample sample)
    {
        ItemCount = data.Items.Length;
        (_rows, _placeOf) = (new TrialRows(data), sample.PlaceOf);
        (_columns, _values, _starts, _shifts) = (new int[ItemCount][], new float[ItemCount][], new int[ItemCount][], new int[ItemCount]);
        (TargetColumns, TargetValues) = (new int[sample.Targets.Length][], new float[sample.Targets.Length][]);
    }

    /// <summary>Takes other customer weights and another decay; which items meet stays as it is.</summary>
    internal void Weigh(double gamma, double halfLifeDays)
    {
        if ((gamma, halfLifeDays) == _weighed)
            return;
        _rows.Weigh(gamma, halfLifeDays);
        var isFirst = _columns.Length > 0 && _columns[0] is null;
        Parallel.For(0, ItemCount, () => new TrialSums(ItemCount), (item, _, sums) =>
        {
            sums.Add(_rows, item);
            if (isFirst)
                Lay(item, sums);
            sums.Write(_columns[item], _values[item]);
            if (_placeOf[item] is var place and >= 0)
                sums.Write(TargetColumns[place], TargetValues[place]);
            sums.Clear();
            return sums;
        }, _ => { });
        _weighed = (gamma, halfLifeDays);
    }

    internal int ItemCount { get; }

    internal double[] Diagonal => _rows.Sums;

    /// <summary>Other items of a target's row, ascending, by place in the sample.</summary>
    internal int[][] TargetColumns { get; }

    /// <summary>Beside <see cref="TargetColumns"/>.</summary>
    internal float[][] TargetValues { get; }

    /// <summary>Writes the entries of a row at ascending columns behind it, 0 where there is none.</summary>
    internal void Read(int row, ReadOnlySpan<int> columns, Span<float> values)
    {
        var (present, sums, starts, shift) = (_columns[row], _values[row], _starts[row], _shifts[row]);
        for (var k = 0; k < columns.Length; k++)
        {
            var column = columns[k];
            var range = (column - row) >> shift;
            var (at, end) = (starts[range], starts[range + 1]);
            while (at < end && present[at] < column)
                at++;
            values[k] = at < end && present[at] == column ? sums[at] : 0;
        }
    }

    /// <summary>Makes room for a row, the first time.</summary>
    private void Lay(int item, TrialSums sums)
    {
        var touched = sums.Touched();
        var own = touched.BinarySearch(item);
        var behind = own < 0 ? default : touched[(own + 1)..];
        (_columns[item], _values[item]) = (behind.ToArray(), new float[behind.Length]);
        Index(item, behind);
        if (_placeOf[item] is not (var place and >= 0))
            return;
        TargetColumns[place] = own < 0 ? [] : sums.Strongest([.. touched[..own], .. behind], _rows.Sums);
        TargetValues[place] = new float[TargetColumns[place].Length];
    }

    private void Index(int row, ReadOnlySpan<int> present)
    {
        var width = ItemCount - row;
        var ranges = Math.Max(1, present.Length / EntriesARange);
        var shift = BitOperations.Log2((uint)Math.Max(1, (width + ranges - 1) / ranges));
        var starts = new int[((width - 1) >> shift) + 2];
        foreach (var column in present)
            starts[((column - row) >> shift) + 1]++;
        for (var range = 1; range < starts.Length; range++)
            starts[range] += starts[range - 1];
        (_starts[row], _shifts[row]) = (starts, shift);
    }
}
