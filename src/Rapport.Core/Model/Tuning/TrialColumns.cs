using Rapport.Core.Model.Kernels;

namespace Rapport.Core.Model.Tuning;

/// <summary>The local ridge of a trial: columns of the targets alone, by the arithmetic of the fit but for the rounding.</summary>
internal static class TrialColumns
{
    /// <summary>Sources and weights by place in the sample.</summary>
    internal static (int[] Sources, float[] Weights)[] Solve(TrialGram gram, ModelSettings settings)
    {
        var powers = new Powers(gram, settings);
        var columns = new (int[], float[])[gram.TargetColumns.Length];
        Parallel.For(0, columns.Length, () => new Workspace(gram.ItemCount, settings.Neighbours), (place, _, work) =>
        {
            columns[place] = Solve(gram, place, powers, settings.Neighbours, work);
            return work;
        }, _ => { });
        return columns;
    }

    private static (int[] Sources, float[] Weights) Solve(TrialGram gram, int place, Powers powers, int neighbours, Workspace work)
    {
        var chosen = Choose(gram.TargetColumns[place], gram.TargetValues[place], powers.Choice, neighbours, work);
        var size = chosen.Length;
        var stride = CholeskySolve.StrideOf(size);
        var matrix = work.Matrix.AsSpan(0, size * stride);
        matrix.Clear();
        var sources = new int[size];
        for (var k = 0; k < size; k++)
            sources[k] = gram.TargetColumns[place][chosen[k]];
        for (var k = 0; k < size; k++)
        {
            var row = matrix.Slice(k * stride, stride);
            row[k] = powers.Diagonal[sources[k]];
            row[size] = gram.TargetValues[place][chosen[k]];
            work.Floors[k] = powers.Penalties[sources[k]];
            gram.Read(sources[k], sources.AsSpan(k + 1), row.Slice(k + 1, size - k - 1));
        }

        var weights = new float[size];
        CholeskySolve.Solve(matrix, size, stride, work.Floors, weights);
        return (sources, weights);
    }

    /// <summary>Places in the row of the items with the largest G_ij / g_i^sel.</summary>
    private static int[] Choose(int[] present, float[] values, double[] choice, int count, Workspace work)
    {
        if (present.Length <= count)
            return [.. Enumerable.Range(0, present.Length)];
        var keys = work.Keys.AsSpan(0, present.Length);
        for (var k = 0; k < present.Length; k++)
            keys[k] = values[k] * choice[present[k]];
        keys.CopyTo(work.Scratch);
        var least = Threshold.OfLargest(work.Scratch.AsSpan(0, present.Length), count);
        var ties = count;
        foreach (var key in keys)
            ties -= key > least ? 1 : 0;
        var chosen = new int[count];
        var at = 0;
        for (var k = 0; k < present.Length && at < count; k++)
        {
            if (keys[k] > least || (keys[k] == least && ties-- > 0))
                chosen[at++] = k;
        }

        return chosen;
    }

    /// <summary>What the exponents make of the diagonal.</summary>
    private sealed class Powers
    {
        internal Powers(TrialGram gram, ModelSettings settings)
        {
            var sums = gram.Diagonal;
            Choice = Array.ConvertAll(sums, sum => sum == 0 ? 0 : DyadicPower.Of(sum, -settings.SelectionPower));
            Penalties = Array.ConvertAll(sums, sum => sum == 0 ? 0 : (float)(settings.Lambda * DyadicPower.Of(sum, settings.PenaltyPower)));
            Diagonal = [.. sums.Select((sum, item) => (float)sum + Penalties[item])];
        }

        internal double[] Choice { get; }

        internal float[] Penalties { get; }

        internal float[] Diagonal { get; }
    }

    /// <summary>Buffers of one thread.</summary>
    private sealed class Workspace(int itemCount, int neighbours)
    {
        internal double[] Keys { get; } = new double[itemCount];

        internal double[] Scratch { get; } = new double[itemCount];

        internal float[] Matrix { get; } = new float[neighbours * CholeskySolve.StrideOf(neighbours)];

        internal float[] Floors { get; } = new float[neighbours];
    }
}
