using Rapport.Core.Model.Measuring;

namespace Rapport.Cli.Evaluate;

/// <summary>What rankings of many customers say beside the mean.</summary>
internal static class RankingReport
{
    private static readonly int[] Bands = [1, 5, 10, 20, 50, 100];

    internal static (double Recall, double Ndcg)[] Figures(int[][] rankings, int[] customers, SortedDictionary<int, int[]> wanted) =>
        [.. rankings.Select((ranking, k) => RankingMetrics.Of(ranking, wanted[customers[k]]))];

    internal static QualityFigures Mean((double Recall, double Ndcg)[] figures) =>
        figures.Length == 0 ? new QualityFigures(0, 0) : new QualityFigures(figures.Average(each => each.Recall), figures.Average(each => each.Ndcg));

    internal static double Coverage(InteractionData data, int[][] rankings)
    {
        var known = data.Train.Values.SelectMany(items => items).ToHashSet();
        return known.Count == 0 ? 0 : (double)rankings.SelectMany(ranking => ranking).Where(known.Contains).Distinct().Count() / known.Count;
    }

    internal static double ShareOfPopular(InteractionData data, int[][] rankings)
    {
        var counts = new int[data.ItemCount];
        foreach (var item in data.Train.Values.SelectMany(items => items))
            counts[item]++;
        var known = counts.Count(count => count > 0);
        var popular = Enumerable.Range(0, counts.Length).OrderByDescending(item => counts[item]).ThenBy(item => item).Take((known + 9) / 10).ToHashSet();
        var places = rankings.Sum(ranking => ranking.Length);
        return places == 0 ? 0 : (double)rankings.Sum(ranking => ranking.Count(popular.Contains)) / places;
    }

    internal static HistoryBand[] ByHistoryLength(InteractionData data, int[] customers, (double Recall, double Ndcg)[] figures)
    {
        var bands = new List<HistoryBand>();
        for (var band = 0; band < Bands.Length; band++)
        {
            var (from, to) = (Bands[band], band + 1 < Bands.Length ? Bands[band + 1] - 1 : (int?)null);
            var within = figures.Where((_, k) => data.Train[customers[k]].Length is var length && length >= from && length <= (to ?? int.MaxValue)).ToArray();
            if (within.Length > 0)
                bands.Add(new HistoryBand(from, to, within.Length, within.Average(each => each.Recall), within.Average(each => each.Ndcg)));
        }

        return [.. bands];
    }
}
