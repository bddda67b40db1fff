using System.Numerics;

namespace Rapport.Core.Model;

/// <summary>Finds single entries of a Gram: each row's columns are cut into equal ranges of some four entries.</summary>
/// <remarks><b>Threads</b>: immutable, while the Gram stays as it is. <b>Cost</b>: a look-up reads a start and a few neighbours; 1 byte an entry.</remarks>
internal sealed class GramIndex
{
    private const int EntriesARange = 4;
    private readonly Gram _gram;
    private readonly int[][] _starts;
    private readonly int[] _shifts;

    internal GramIndex(Gram gram)
    {
        _gram = gram;
        _starts = new int[gram.ItemCount][];
        _shifts = new int[gram.ItemCount];
        Parallel.For(0, gram.ItemCount, Index);
    }

    /// <summary>Writes the entries of a row at ascending columns, 0 where there is none.</summary>
    /// <param name="values">As long as <paramref name="columns"/>.</param>
    internal void Read(int row, ReadOnlySpan<int> columns, Span<float> values)
    {
        var present = _gram.ColumnsOf(row);
        var sums = _gram.ValuesOf(row);
        var starts = _starts[row];
        var shift = _shifts[row];
        for (var k = 0; k < columns.Length; k++)
        {
            var column = columns[k];
            var at = starts[column >> shift];
            var end = starts[(column >> shift) + 1];
            while (at < end && present[at] < column)
                at++;
            values[k] = at < end && present[at] == column ? (float)(sums[at] * Gram.Unit) : 0;
        }
    }

    /// <summary>Reads a row's columns anew, after it changed.</summary>
    internal void Index(int row)
    {
        var present = _gram.ColumnsOf(row);
        var ranges = Math.Max(1, present.Length / EntriesARange);
        var shift = BitOperations.Log2((uint)Math.Max(1, (_gram.ItemCount + ranges - 1) / ranges));
        var starts = new int[((_gram.ItemCount - 1) >> shift) + 2];
        foreach (var column in present)
            starts[(column >> shift) + 1]++;
        for (var range = 1; range < starts.Length; range++)
            starts[range] += starts[range - 1];
        (_starts[row], _shifts[row]) = (starts, shift);
    }
}
