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
        return Fit(Gram.Of(contributions, settings.Checked(), asOf));
    }

    internal static ItemItemModel Fit(Gram gram) => Assemble(gram, new RidgeColumns(gram).SolveAll());

    /// <summary>Turns columns by target into rows by source, and drops items nobody has any more.</summary>
    internal static ItemItemModel Assemble(Gram gram, RidgeColumn[] columns)
    {
        var places = new int[gram.ItemCount];
        var count = 0;
        for (var item = 0; item < places.Length; item++)
            places[item] = gram.SupportOf(item) > 0 ? count++ : -1;

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
            var (sources, values) = columns[target];
            for (var k = 0; k < sources.Length; k++)
            {
                var at = next[places[sources[k]]]++;
                (targets[at], weights[at]) = (places[target], values[k]);
            }
        }

        var kept = Enumerable.Range(0, gram.ItemCount).Where(item => places[item] >= 0).ToArray();
        var items = Array.ConvertAll(kept, item => gram.Items[item]);
        return new ItemItemModel(gram.Settings, gram.Period, gram.Customers, items, Array.ConvertAll(kept, gram.SupportOf), starts, targets, weights);
    }
}
