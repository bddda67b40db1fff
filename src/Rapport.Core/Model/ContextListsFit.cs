namespace Rapport.Core.Model;

/// <summary>The batch that makes the lists strangers see: no entry without k customers behind it, no scores, and noise on what the order rests on (ground rule 7, ADR 0009).</summary>
public static class ContextListsFit
{
    private const int RelatedLength = 50;
    private const int TogetherLength = 20;
    private const int PopularLength = 500;
    private const byte PopularList = 0;
    private const byte RelatedList = 1;
    private const byte TogetherList = 2;

    /// <summary>Mild normalisation of the listed item's own popularity, 5/16: the kNN's best in the model specification is 0.3.</summary>
    private const double TargetPower = 0.3125;

    /// <param name="contributions">One per customer, in any order.</param>
    /// <param name="asOf">Only its month counts.</param>
    /// <param name="secret">The shop's, for the noise of the lists; whoever knows it can take the noise off.</param>
    public static ContextLists Fit(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf, byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ArgumentNullException.ThrowIfNull(settings);
        var (rows, baskets) = ContributionRows.Merge([ContributionRows.Of(contributions, settings.Checked(), asOf)], settings, asOf);
        return Fit(rows, baskets, secret);
    }

    internal static ContextLists Fit(LearningRows rows, BasketRows baskets, byte[] secret)
    {
        var veil = new ListVeil(secret, rows, baskets);
        return new ContextLists(rows.AsOf, rows.Items, Related(rows, veil), Together(baskets, rows.Items.Length, veil), Popular(rows, veil), baskets.Gaps);
    }

    private static int[] Popular(LearningRows rows, ListVeil veil)
    {
        var noise = veil.Over(PopularList, -1);
        return [.. Enumerable.Range(0, rows.Items.Length)
            .Where(item => rows.SupportOf(item) >= rows.Settings.Support)
            .OrderByDescending(item => rows.SupportOf(item) * noise.On(item, rows.SupportOf(item))).ThenBy(item => item).Take(PopularLength)];
    }

    private static ListRows Related(LearningRows rows, ListVeil veil)
    {
        var norms = Norms(rows);
        var lists = new int[]?[rows.Items.Length];
        Workers.Do(rows.Items.Length, () => (Sums: new RowAccumulator(rows.Items.Length), Best: new BestPlaces()), (item, scratch) =>
        {
            if (rows.SupportOf(item) < rows.Settings.Support)
                return;
            var noise = veil.Over(RelatedList, item);
            foreach (var other in scratch.Sums.Sum(rows, item))
            {
                var customers = scratch.Sums.CustomersOf(other);
                if (other != item && noise.Shows(other, customers))
                    scratch.Best.Add(other, scratch.Sums.WeightOf(other) * norms[other] * noise.On(other, customers));
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

    private static ListRows Together(BasketRows baskets, int itemCount, ListVeil veil)
    {
        var lists = new int[]?[itemCount];
        Workers.Do(itemCount, () => new BasketRows.Scratch(itemCount), (item, scratch) => lists[item] = baskets.Together(item, veil.Over(TogetherList, item), TogetherLength, scratch));
        return ListRows.Of(lists);
    }
}
