using Rapport.Core.Model.Kernels;

namespace Rapport.Core.Model;

/// <summary>The local ridge: for each target item the weights of those m items that go with it most.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: column j holds its candidates N ascending, and b of (G_NN + diag(lambda g^p)) b = G_Nj; the left side rounded, the right one exact.</para>
/// <para><b>Order and determinism</b>: a column is a function of its own exact row and of the rounded Gram alone; ties of the choice go to the smaller item id.</para>
/// <para><b>Cost</b>: a column costs its row, m^2 / 2 look-ups and m^3 / 3 multiply-adds, whatever the catalogue's size.</para>
/// <para><b>Source</b>: model specification, 3.3.</para>
/// </remarks>
internal sealed class RidgeColumns(LearningRows rows, Gram gram)
{
    private readonly ModelSettings _settings = rows.Settings;

    /// <summary>Rounds the Gram, and chooses and solves all columns, in parallel.</summary>
    internal static RidgeColumn[] SolveAll(LearningRows rows, Gram gram)
    {
        var columns = new RidgeColumn[rows.Items.Length];
        var ridge = new RidgeColumns(rows, gram);
        for (var item = 0; item < columns.Length; item++)
            gram.SetItem(item, rows.SumOf(item));
        Workers.Do(columns.Length, ridge.NewScratch, (item, scratch) =>
        {
            var touched = scratch.Sums.Sum(rows, item);
            gram.SetRow(item, touched, scratch.Sums);
            columns[item] = ridge.Choose(item, touched, scratch);
            scratch.Sums.Clear();
        });
        Workers.Do(columns.Length, ridge.NewScratch, (target, scratch) => ridge.Solve(target, columns[target], scratch));
        return columns;
    }

    internal RidgeScratch NewScratch() => new(rows.Items.Length, _settings.Neighbours);

    /// <summary>The items with the largest G_ij / g_i^sel, ascending, with the right-hand side.</summary>
    /// <param name="touched">The target's row, summed in the scratch.</param>
    internal RidgeColumn Choose(int target, ReadOnlySpan<int> touched, RidgeScratch scratch)
    {
        var present = scratch.Present(touched.Length);
        var keys = scratch.Keys(touched.Length);
        var count = 0;
        foreach (var item in touched)
        {
            if (item == target || scratch.Sums.CustomersOf(item) < _settings.PairSupport)
                continue;
            present[count] = item;
            keys[count++] = scratch.Sums.WeightOf(item) * gram.ChoiceOf(item);
        }

        if (count == 0)
            return RidgeColumn.Empty;
        if (count <= _settings.Neighbours)
            return WithSums(present[..count].ToArray(), double.NegativeInfinity, scratch);
        var sorted = scratch.Sorted(count);
        keys[..count].CopyTo(sorted);
        var least = Threshold.OfLargest(sorted, _settings.Neighbours);
        return WithSums(Above(least, present[..count], keys[..count]), least, scratch);
    }

    /// <summary>The same candidates with the right-hand side of the row in the scratch.</summary>
    internal static RidgeColumn WithSums(int[] sources, double least, RidgeScratch scratch) =>
        new(sources, Array.ConvertAll(sources, source => (float)(scratch.Sums.WeightOf(source) * LearningRows.Unit)), least);

    /// <summary>Turns the right-hand side of a column into its weights.</summary>
    internal void Solve(int target, RidgeColumn column, RidgeScratch scratch)
    {
        var sources = column.Sources;
        var size = sources.Length;
        var stride = CholeskySolve.StrideOf(size);
        var matrix = scratch.Matrix.AsSpan(0, size * stride);
        matrix.Clear();
        for (var k = 0; k < size; k++)
        {
            var source = sources[k];
            var row = matrix.Slice(k * stride, stride);
            row[k] = gram.DiagonalOf(source);
            row[size] = column.Values[k];
            scratch.Floors[k] = gram.PenaltyOf(source);
            gram.Read(source, sources.AsSpan(k + 1), row[(k + 1)..size]);
        }

        CholeskySolve.Solve(matrix, size, stride, scratch.Floors, column.Values);
        if (!OutputScale.IsPlain(_settings) && size > 0)
            Scale(column.Values, (float)OutputScale.Of(_settings, rows.SupportOf(target), rows.FreshOf(target)));
    }

    private int[] Above(double least, ReadOnlySpan<int> present, ReadOnlySpan<double> keys)
    {
        var chosen = new int[_settings.Neighbours];
        var ties = chosen.Length;
        foreach (var key in keys)
            ties -= key > least ? 1 : 0;
        var at = 0;
        for (var k = 0; k < present.Length && at < chosen.Length; k++)
        {
            if (keys[k] > least || (keys[k] == least && ties-- > 0))
                chosen[at++] = present[k];
        }

        return chosen;
    }

    private static void Scale(Span<float> weights, float factor)
    {
        foreach (ref var weight in weights)
            weight *= factor;
    }
}
