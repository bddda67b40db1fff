using Rapport.Core.Model.Kernels;

namespace Rapport.Core.Model;

/// <summary>The local ridge: for each target item the weights of those m items that go with it most.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: column j holds its candidates ascending, and b of (G_NN + diag(lambda g^p)) b = G_Nj.</para>
/// <para><b>Order and determinism</b>: a column is a function of its own entries of the Gram alone; ties of the choice go to the smaller item id.</para>
/// <para><b>Cost</b>: a column costs its row, m^2 / 2 look-ups and m^3 / 3 multiply-adds, whatever the catalogue's size.</para>
/// <para><b>Source</b>: model specification, 3.3.</para>
/// </remarks>
internal sealed class RidgeColumns
{
    private readonly Gram _gram;
    private readonly GramIndex _index;
    private readonly double[] _choice;
    private readonly float[] _penalties;
    private readonly float[] _diagonal;

    internal RidgeColumns(Gram gram)
    {
        _gram = gram;
        _index = new GramIndex(gram);
        _choice = new double[gram.ItemCount];
        _penalties = new float[gram.ItemCount];
        _diagonal = new float[gram.ItemCount];
        for (var item = 0; item < gram.ItemCount; item++)
            Weigh(item);
    }

    /// <summary>Reads rows of the Gram anew, after they changed.</summary>
    internal void Refresh(ReadOnlySpan<int> items)
    {
        foreach (var item in items)
        {
            _index.Index(item);
            Weigh(item);
        }
    }

    /// <summary>Solves all columns, in parallel.</summary>
    internal RidgeColumn[] SolveAll()
    {
        var columns = new RidgeColumn[_gram.ItemCount];
        Parallel.For(0, columns.Length, () => new Workspace(_gram), (target, _, work) =>
        {
            columns[target] = Solve(target, Choose(target, work), work);
            return work;
        }, _ => { });
        return columns;
    }

    /// <summary>Solves the columns whose input changed with the rows of some items; all others keep their bits.</summary>
    /// <remarks>
    /// An entry changed only if both its items are among them, a diagonal or a choice only if one is. So a column may keep its weights unless one of
    /// them is, or was, or would now be among its candidates; and its choice is looked at only where one of them has an entry.
    /// </remarks>
    /// <returns>How many were solved.</returns>
    internal int SolveChanged(RidgeColumn[] columns, int[] items)
    {
        var changed = new bool[_gram.ItemCount];
        var near = new bool[_gram.ItemCount];
        foreach (var item in items)
        {
            (changed[item], near[item]) = (true, true);
            foreach (var other in _gram.ColumnsOf(item))
                near[other] = true;
        }

        var solved = 0;
        Parallel.For(0, columns.Length, () => new Workspace(_gram), (target, _, work) =>
        {
            if (!near[target])
                return work;
            var sources = Choose(target, work);
            if (sources.AsSpan().SequenceEqual(columns[target].Sources) && !Array.Exists(sources, source => changed[source]))
                return work;
            columns[target] = Solve(target, sources, work);
            Interlocked.Increment(ref solved);
            return work;
        }, _ => { });
        return solved;
    }

    private void Weigh(int item)
    {
        var sum = _gram.DiagonalOf(item) * Gram.Unit;
        var settings = _gram.Settings;
        _choice[item] = sum == 0 ? 0 : DyadicPower.Of(sum, -settings.SelectionPower);
        _penalties[item] = sum == 0 ? 0 : (float)(settings.Lambda * DyadicPower.Of(sum, settings.PenaltyPower));
        _diagonal[item] = (float)sum + _penalties[item];
    }

    /// <summary>The items with the largest G_ij / g_i^sel, ascending.</summary>
    private int[] Choose(int target, Workspace work)
    {
        var present = _gram.ColumnsOf(target);
        var count = _gram.Settings.Neighbours;
        if (present.Length <= count)
            return present.ToArray();

        var sums = _gram.ValuesOf(target);
        var keys = work.Keys.AsSpan(0, present.Length);
        for (var k = 0; k < present.Length; k++)
            keys[k] = sums[k] * _choice[present[k]];
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
                chosen[at++] = present[k];
        }

        return chosen;
    }

    private RidgeColumn Solve(int target, int[] sources, Workspace work)
    {
        var size = sources.Length;
        var stride = CholeskySolve.StrideOf(size);
        var matrix = work.Matrix.AsSpan(0, size * stride);
        matrix.Clear();
        for (var k = 0; k < size; k++)
        {
            var source = sources[k];
            var row = matrix.Slice(k * stride, stride);
            row[k] = _diagonal[source];
            work.Floors[k] = _penalties[source];
            _index.Read(source, sources.AsSpan(k + 1), row[(k + 1)..]);
        }

        _index.Read(target, sources, work.RightHandSide);
        for (var k = 0; k < size; k++)
            matrix[(k * stride) + size] = work.RightHandSide[k];
        var weights = new float[size];
        CholeskySolve.Solve(matrix, size, stride, work.Floors, weights);
        if (_gram.Settings.TargetPower != 0 && _gram.SupportOf(target) > 0)
            Scale(weights, (float)DyadicPower.Of(_gram.SupportOf(target), _gram.Settings.TargetPower));
        return new RidgeColumn(sources, weights);
    }

    private static void Scale(Span<float> weights, float factor)
    {
        foreach (ref var weight in weights)
            weight *= factor;
    }

    /// <summary>Buffers of one thread.</summary>
    private sealed class Workspace(Gram gram)
    {
        internal double[] Keys { get; } = new double[gram.ItemCount];

        internal double[] Scratch { get; } = new double[gram.ItemCount];

        internal float[] Matrix { get; } = new float[gram.Settings.Neighbours * CholeskySolve.StrideOf(gram.Settings.Neighbours)];

        internal float[] Floors { get; } = new float[gram.Settings.Neighbours];

        internal float[] RightHandSide { get; } = new float[gram.Settings.Neighbours];
    }
}

/// <summary>The weights of one target item by source item, ascending.</summary>
internal readonly record struct RidgeColumn(int[] Sources, float[] Weights);
