using System.Diagnostics;
using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>Ranks all items for customers of a public data set and counts the held-out ones found.</summary>
/// <remarks>Items the customer has in train are masked; the settings are the shipped ones, whatever the data (ground rule 18).</remarks>
public static class QualityEvaluation
{
    private const double RecentDays = 30;

    /// <exception cref="FileNotFoundException">The folder has no train or no test file.</exception>
    /// <exception cref="InvalidDataException">A line is not a customer number and item numbers.</exception>
    public static QualityResult Run(QualityOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        progress?.Report("reading");
        var data = InteractionData.Read(options.Data, needsTest: true);
        return Run(data, options.Settings ?? new ModelSettings(), options.Baselines, progress, cancellation);
    }

    internal static QualityResult Run(InteractionData data, ModelSettings settings, bool withBaselines, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report("fitting");
        var contributions = data.Train.Keys.Select(data.ContributionOf).ToArray();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var model = ModelFit.Fit(contributions, settings, InteractionData.AsOf);
        var fitSeconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        cancellation.ThrowIfCancellationRequested();

        progress?.Report("ranking");
        var own = RankAll(data, customer => PersonalRanking(model, data, customer));
        var baselines = new SortedDictionary<string, QualityFigures>(StringComparer.Ordinal);
        QualityInterval? interval = null;
        if (withBaselines)
        {
            progress?.Report("ranking by the baselines");
            foreach (var (name, figures) in Baselines(data, cancellation))
            {
                baselines.Add(name, Mean(figures));
                interval = name == "cosineKnn" ? Bootstrap.Interval(own, figures) : interval;
            }
        }

        var mean = Mean(own);
        return new QualityResult(
            mean.RecallAt20, mean.NdcgAt20, own.Length, data.ItemCount, TuneCpuSeconds: 0, fitSeconds, PeakMiB(), settings, baselines, interval);
    }

    private static double PeakMiB() => Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576.0;

    private static IEnumerable<(string Name, (double Recall, double Ndcg)[] Figures)> Baselines(InteractionData data, CancellationToken cancellation)
    {
        yield return ("popularity", RankBy(data, Popularity(data, _ => true)));
        if (data.Ages is { } ages)
            yield return ("recentPopularity", RankBy(data, Popularity(data, pair => ages.GetValueOrDefault(pair) <= RecentDays)));
        cancellation.ThrowIfCancellationRequested();
        var neighbours = new CosineKnn(data);
        yield return ("cosineKnn", RankAll(data, customer =>
        {
            var scores = new double[data.ItemCount];
            neighbours.Score(data.Train[customer], scores);
            return Best(scores, data.Train[customer]);
        }));
    }

    private static (double Recall, double Ndcg)[] RankBy(InteractionData data, double[] scores) => RankAll(data, customer => Best(scores, data.Train[customer]));

    private static (double Recall, double Ndcg)[] RankAll(InteractionData data, Func<int, int[]> rank)
    {
        var customers = data.Test.Keys.Where(data.Train.ContainsKey).ToArray();
        var figures = new (double, double)[customers.Length];
        Parallel.For(0, customers.Length, k => figures[k] = RankingMetrics.Of(rank(customers[k]), data.Test[customers[k]]));
        return figures;
    }

    private static int[] PersonalRanking(ItemItemModel model, InteractionData data, int customer)
    {
        var own = Array.ConvertAll(data.Train[customer], InteractionData.Name);
        var has = own.ToHashSet();
        var candidates = Scorer.Personal(model, Array.ConvertAll(own, item => new Signal(item, 1)), has.Contains, RankingMetrics.Depth);
        return [.. candidates.Select(candidate => InteractionData.NumberOf(candidate.Item))];
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

    private static QualityFigures Mean((double Recall, double Ndcg)[] figures) =>
        figures.Length == 0 ? new QualityFigures(0, 0) : new QualityFigures(figures.Average(each => each.Recall), figures.Average(each => each.Ndcg));
}
