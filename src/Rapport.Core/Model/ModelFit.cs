namespace Rapport.Core.Model;

/// <summary>The fit: from contributions to the personal model. Pure: equal contributions, settings and month, equal bytes.</summary>
public static class ModelFit
{
    /// <param name="contributions">One per customer, in any order.</param>
    /// <param name="asOf">Only its month counts.</param>
    public static ItemItemModel Fit(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ArgumentNullException.ThrowIfNull(settings);
        return Fit(LearningRows.Of(contributions, settings.Checked(), asOf));
    }

    internal static ItemItemModel Fit(LearningRows rows) => Assemble(rows, RidgeColumns.SolveAll(rows, new Gram(rows.Items.Length, rows.Settings)));

    /// <summary>Turns columns by target into rows by source, and drops items nobody has any more.</summary>
    internal static ItemItemModel Assemble(LearningRows rows, RidgeColumn[] columns)
    {
        var places = new int[columns.Length];
        var count = 0;
        for (var item = 0; item < places.Length; item++)
            places[item] = rows.SupportOf(item) > 0 ? count++ : -1;

        var starts = new int[count + 1];
        foreach (var column in columns)
        {
            foreach (var source in column.Sources)
                starts[places[source] + 1]++;
        }

        for (var item = 0; item < count; item++)
            starts[item + 1] += starts[item];
        var next = starts[..count];
        var (targets, weights) = (new int[starts[count]], new float[starts[count]]);
        for (var target = 0; target < columns.Length; target++)
        {
            var (sources, values, _) = columns[target];
            for (var k = 0; k < sources.Length; k++)
            {
                var at = next[places[sources[k]]]++;
                (targets[at], weights[at]) = (places[target], values[k]);
            }
        }

        var kept = Enumerable.Range(0, places.Length).Where(item => places[item] >= 0).ToArray();
        var items = Array.ConvertAll(kept, item => rows.Items[item]);
        return new ItemItemModel(rows.Settings, rows.AsOf, rows.Customers, items, Array.ConvertAll(kept, rows.SupportOf), starts, targets, weights);
    }
}
