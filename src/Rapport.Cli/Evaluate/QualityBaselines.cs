namespace Rapport.Cli.Evaluate;

/// <summary>What a recommender must beat: rankings of the same customers by simpler means.</summary>
internal static class QualityBaselines
{
    private const double RecentDays = 30;

    /// <summary>One after the other, so that only one lives at a time.</summary>
    internal static IEnumerable<(string Name, int[][] Rankings)> Of(InteractionData data, int[] customers, CancellationToken cancellation)
    {
        yield return ("popularity", RankBy(data, customers, Popularity(data, _ => true)));
        if (data.Ages is { } ages)
            yield return ("recentPopularity", RankBy(data, customers, Popularity(data, pair => ages.GetValueOrDefault(pair) <= RecentDays)));
        cancellation.ThrowIfCancellationRequested();
        yield return ("cosineKnn", Rank(data, customers, new CosineKnn(data).Score));
        cancellation.ThrowIfCancellationRequested();
        if (data.ItemCount <= DenseEase.MostItems)
            yield return ("ease", Rank(data, customers, new DenseEase(data).Score));
    }

    private static int[][] Rank(InteractionData data, int[] customers, Action<int[], double[]> score)
    {
        var rankings = new int[customers.Length][];
        Parallel.For(0, customers.Length, Processors.All, () => new double[data.ItemCount], (k, _, scores) =>
        {
            Array.Clear(scores);
            score(data.Train[customers[k]], scores);
            rankings[k] = Best(scores, data.Train[customers[k]]);
            return scores;
        }, _ => { });
        return rankings;
    }

    /// <summary>The same scores for everybody: the items are put in order once.</summary>
    private static int[][] RankBy(InteractionData data, int[] customers, double[] scores)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderByDescending(item => scores[item]).ThenBy(item => item)];
        return Array.ConvertAll(customers, customer => order.Where(item => Array.BinarySearch(data.Train[customer], item) < 0).Take(RankingMetrics.Depth).ToArray());
    }

    private static double[] Popularity(InteractionData data, Func<(int Customer, int Item), bool> counts)
    {
        var scores = new double[data.ItemCount];
        foreach (var (customer, items) in data.Train)
        {
            foreach (var item in items)
                scores[item] += counts((customer, item)) ? 1 : 0;
        }

        return scores;
    }

    /// <summary>The best unmasked items, ties by number; the array of scores is left as it was.</summary>
    private static int[] Best(double[] scores, int[] masked)
    {
        var best = new PriorityQueue<int, (double Score, int Negative)>();
        for (var item = 0; item < scores.Length; item++)
        {
            var rank = (scores[item], -item);
            if (best.Count == RankingMetrics.Depth && (best.TryPeek(out _, out var worst) && rank.CompareTo(worst) < 0))
                continue;
            if (Array.BinarySearch(masked, item) >= 0)
                continue;
            best.Enqueue(item, rank);
            if (best.Count > RankingMetrics.Depth)
                best.Dequeue();
        }

        var ranked = new int[best.Count];
        for (var place = ranked.Length - 1; place >= 0; place--)
            ranked[place] = best.Dequeue();
        return ranked;
    }
}
