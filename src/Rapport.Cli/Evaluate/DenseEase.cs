using System.Numerics;

namespace Rapport.Cli.Evaluate;

/// <summary>The linear model everybody compares with: EASE, the whole inverse at once, for catalogues small enough.</summary>
/// <remarks><b>Source</b>: Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", 2019. Its penalty is the usual 300, not tuned. <b>Cost</b>: ItemCount^3 multiply-adds, 4 * ItemCount^2 bytes.</remarks>
internal sealed class DenseEase
{
    internal const int MostItems = 5_000;
    private const float Penalty = 300;
    private const int Block = 32;
    private readonly float[][] _weights;

    internal DenseEase(InteractionData data)
    {
        _weights = new float[data.ItemCount][];
        for (var item = 0; item < _weights.Length; item++)
            _weights[item] = new float[data.ItemCount];
        foreach (var items in data.Train.Values)
        {
            foreach (var left in items)
            {
                foreach (var right in items)
                    _weights[left][right]++;
            }
        }

        for (var item = 0; item < _weights.Length; item++)
            _weights[item][item] += Penalty;
        Invert(_weights);
        var diagonal = _weights.Select((row, item) => row[item]).ToArray();
        Parallel.For(0, _weights.Length, Processors.All, item =>
        {
            for (var target = 0; target < diagonal.Length; target++)
                _weights[item][target] = item == target ? 0 : -_weights[item][target] / diagonal[target];
        });
    }

    internal void Score(int[] items, double[] scores)
    {
        foreach (var item in items)
        {
            var row = _weights[item];
            for (var target = 0; target < row.Length; target++)
                scores[target] += row[target];
        }
    }

    /// <summary>Gauss and Jordan, so many pivots at a time, in place; the matrix is symmetric and positive.</summary>
    internal static void Invert(float[][] matrix)
    {
        for (var from = 0; from < matrix.Length; from += Block)
        {
            var count = Math.Min(Block, matrix.Length - from);
            var pivot = InverseOf(matrix, from, count);
            var rows = new float[count][];
            var start = from;
            Parallel.For(0, count, Processors.All, r => rows[r] = Reduced(matrix, start, pivot, r));
            Parallel.For(0, matrix.Length, Processors.All, i =>
            {
                if (i < start || i >= start + count)
                    Subtract(matrix[i], start, rows);
            });
            for (var r = 0; r < count; r++)
                matrix[from + r] = rows[r];
        }
    }

    private static float[] Reduced(float[][] matrix, int from, double[][] pivot, int r)
    {
        var row = new float[matrix.Length];
        for (var s = 0; s < pivot.Length; s++)
            Add(row, matrix[from + s], (float)pivot[r][s]);
        for (var s = 0; s < pivot.Length; s++)
            row[from + s] = (float)pivot[r][s];
        return row;
    }

    private static void Subtract(float[] row, int from, float[][] rows)
    {
        var factors = row.AsSpan(from, rows.Length).ToArray();
        row.AsSpan(from, rows.Length).Clear();
        for (var s = 0; s < rows.Length; s++)
            Add(row, rows[s], -factors[s]);
    }

    private static void Add(float[] row, float[] other, float factor)
    {
        var wide = new Vector<float>(factor);
        var at = 0;
        for (; at <= row.Length - Vector<float>.Count; at += Vector<float>.Count)
            (new Vector<float>(row, at) + (wide * new Vector<float>(other, at))).CopyTo(row, at);
        for (; at < row.Length; at++)
            row[at] += factor * other[at];
    }

    private static double[][] InverseOf(float[][] matrix, int from, int count)
    {
        var inverse = Enumerable.Range(0, count).Select(r => Enumerable.Range(0, count).Select(s => (double)matrix[from + r][from + s]).ToArray()).ToArray();
        for (var k = 0; k < count; k++)
        {
            var pivot = inverse[k][k];
            inverse[k][k] = 1;
            for (var j = 0; j < count; j++)
                inverse[k][j] /= pivot;
            for (var i = 0; i < count; i++)
            {
                if (i == k)
                    continue;
                var factor = inverse[i][k];
                inverse[i][k] = 0;
                for (var j = 0; j < count; j++)
                    inverse[i][j] -= factor * inverse[k][j];
            }
        }

        return inverse;
    }
}
