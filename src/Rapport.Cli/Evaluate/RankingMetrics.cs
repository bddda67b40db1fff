namespace Rapport.Cli.Evaluate;

/// <summary>Recall and NDCG at 20 of one ranked list.</summary>
internal static class RankingMetrics
{
    internal const int Depth = 20;

    /// <param name="ranked">Best first; more than <see cref="Depth"/> are ignored.</param>
    /// <param name="wanted">Ascending, not empty.</param>
    internal static (double Recall, double Ndcg) Of(ReadOnlySpan<int> ranked, int[] wanted)
    {
        var (hits, gain, ideal) = (0, 0.0, 0.0);
        for (var place = 0; place < Math.Min(ranked.Length, Depth); place++)
        {
            if (Array.BinarySearch(wanted, ranked[place]) < 0)
                continue;
            hits++;
            gain += 1 / Math.Log2(place + 2);
        }

        for (var place = 0; place < Math.Min(wanted.Length, Depth); place++)
            ideal += 1 / Math.Log2(place + 2);
        return ((double)hits / wanted.Length, gain / ideal);
    }
}
