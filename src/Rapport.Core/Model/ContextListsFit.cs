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
        var rows = LearningRows.Of(contributions, settings.Checked(), asOf);
        var popular = Enumerable.Range(0, rows.Items.Length)
            .Where(item => rows.SupportOf(item) >= settings.Support)
            .OrderByDescending(rows.SupportOf).ThenBy(item => item).Take(PopularLength);
        return new ContextLists(Decay.PeriodOf(asOf), rows.Items, Related(rows, settings), Together(contributions, rows, settings), [.. popular]);
    }

    private static ListRows Related(LearningRows rows, ModelSettings settings)
    {
        var norms = Norms(rows);
        var lists = new int[]?[rows.Items.Length];
        Parallel.For(0, rows.Items.Length, () => new RowAccumulator(rows.Items.Length), (item, _, sums) =>
        {
            if (rows.SupportOf(item) < settings.Support)
                return sums;
            var ranked = new List<(double Score, int Item)>();
            foreach (var other in sums.Sum(rows, item))
            {
                if (other != item && sums.CustomersOf(other) >= settings.Support)
                    ranked.Add((sums.WeightOf(other) * norms[other], other));
            }

            sums.Clear();
            lists[item] = Best(ranked, RelatedLength);
            return sums;
        }, _ => { });
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

    private static ListRows Together(IReadOnlyCollection<Contribution> contributions, LearningRows rows, ModelSettings settings)
    {
        var baskets = new BasketRows(contributions, rows.Items);
        var lists = new int[]?[rows.Items.Length];
        Parallel.For(0, rows.Items.Length, () => new BasketRows.Scratch(rows.Items.Length), (item, _, scratch) =>
        {
            lists[item] = baskets.Together(item, settings.Support, TogetherLength, scratch);
            return scratch;
        }, _ => { });
        return ListRows.Of(lists);
    }

    private static int[] Best(List<(double Score, int Item)> ranked, int length)
    {
        ranked.Sort((left, right) => left.Score != right.Score ? right.Score.CompareTo(left.Score) : left.Item.CompareTo(right.Item));
        return [.. ranked.Take(length).Select(entry => entry.Item)];
    }
}
