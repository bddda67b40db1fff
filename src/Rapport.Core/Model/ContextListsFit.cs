namespace Rapport.Core.Model;

/// <summary>The batch that makes the lists strangers see: no entry without k customers behind it, and no scores (ground rule 7).</summary>
public static class ContextListsFit
{
    private const int RelatedLength = 50;
    private const int TogetherLength = 20;
    private const int PopularLength = 500;

    /// <summary>Mild normalisation of the listed item's own popularity, 5/16: the kNN's best in the model specification is 0.3.</summary>
    private const double TargetPower = 0.3125;

    /// <param name="contributions">One per customer, in any order.</param>
    /// <param name="asOf">Only its month counts.</param>
    public static ContextLists Fit(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ArgumentNullException.ThrowIfNull(settings);
        var (rows, baskets) = ContributionRows.Merge([ContributionRows.Of(contributions, settings.Checked(), asOf)], settings, asOf);
        return Fit(rows, baskets);
    }

    internal static ContextLists Fit(LearningRows rows, BasketRows baskets)
    {
        var support = rows.Settings.Support;
        var popular = Enumerable.Range(0, rows.Items.Length)
            .Where(item => rows.SupportOf(item) >= support)
            .OrderByDescending(rows.SupportOf).ThenBy(item => item).Take(PopularLength);
        return new ContextLists(rows.AsOf, rows.Items, Related(rows, support), Together(baskets, rows.Items.Length, support), [.. popular]);
    }

    private static ListRows Related(LearningRows rows, int support)
    {
        var norms = Norms(rows);
        var lists = new int[]?[rows.Items.Length];
        Workers.Do(rows.Items.Length, () => (Sums: new RowAccumulator(rows.Items.Length), Best: new BestPlaces()), (item, scratch) =>
        {
            if (rows.SupportOf(item) < support)
                return;
            foreach (var other in scratch.Sums.Sum(rows, item))
            {
                if (other != item && scratch.Sums.CustomersOf(other) >= support)
                    scratch.Best.Add(other, scratch.Sums.WeightOf(other) * norms[other]);
            }

            scratch.Sums.Clear();
            lists[item] = scratch.Best.Take(RelatedLength);
        });
        return ListRows.Of(lists);
    }

    private static double[] Norms(LearningRows rows)
    {
        var norms = new double[rows.Items.Length];
        for (var item = 0; item < norms.Length; item++)
        {
            var sum = rows.SumOf(item);
            norms[item] = sum == 0 ? 0 : DyadicPower.Of(sum * LearningRows.Unit, -TargetPower);
        }

        return norms;
    }

    private static ListRows Together(BasketRows baskets, int itemCount, int support)
    {
        var lists = new int[]?[itemCount];
        Workers.Do(itemCount, () => new BasketRows.Scratch(itemCount), (item, scratch) => lists[item] = baskets.Together(item, support, TogetherLength, scratch));
        return ListRows.Of(lists);
    }
}
