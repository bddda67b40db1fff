using System.Diagnostics;
using Rapport.Core.Model;
using Rapport.Core.Model.Measuring;
using Rapport.Core.Model.Tuning;

namespace Rapport.Cli.Evaluate;

/// <summary>Tunes on train alone, fits, ranks all items for customers of a public data set and counts the held-out ones found: once.</summary>
/// <remarks>Items the customer has in train are masked, but where repeats are asked for; no setting knows which data set it is for (ground rule 18).</remarks>
public static class QualityEvaluation
{
    /// <exception cref="FileNotFoundException">The folder has no train or no test file.</exception>
    /// <exception cref="InvalidDataException">A line is not a customer number and item numbers.</exception>
    public static QualityReport Run(QualityOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        progress?.Report("reading");
        return Run(InteractionData.Read(options.Data, needsTest: true), options, progress, cancellation);
    }

    internal static QualityReport Run(InteractionData data, QualityOptions options, IProgress<string>? progress, CancellationToken cancellation)
    {
        var contributions = data.Train.Keys.Select(data.ContributionOf).ToArray();
        var budget = new TuningBudget(options.Settings is null ? options.TuneSeconds : 0, CpuSeconds);
        var tuning = ModelTuner.Tune(contributions, options.Settings ?? new ModelSettings(), budget, progress, cancellation);
        GC.Collect();

        progress?.Report("fitting");
        var before = CpuSeconds();
        var model = ModelFit.Fit(contributions, tuning.Chosen, InteractionData.AsOf);
        var (fitSeconds, peak) = (CpuSeconds() - before, PeakMiB());
        cancellation.ThrowIfCancellationRequested();

        progress?.Report("ranking");
        var customers = data.Test.Keys.Where(data.Train.ContainsKey).ToArray();
        var rankings = Rank(model, data, customers, data.SignalsOf);
        var own = RankingReport.Figures(rankings, customers, data.Test);
        var repeats = data.TestAll is null ? null : WithRepeats(model, data);
        var (baselines, interval) = options.Baselines ? Beside(data, customers, own, progress, cancellation) : ([], null);
        var mean = RankingReport.Mean(own);
        return new QualityReport(
            mean.RecallAt20, mean.NdcgAt20, repeats?.RecallAt20, repeats?.NdcgAt20, own.Length, data.ItemCount, tuning.CpuSeconds, fitSeconds, peak, tuning.Chosen, tuning.Because,
            RankingReport.Coverage(data, rankings), RankingReport.ShareOfPopular(data, rankings), RankingReport.ByHistoryLength(data, customers, own), baselines, interval, tuning.Trials);
    }

    /// <summary>Ranks what customers do not have yet, by so much as is known of each.</summary>
    internal static int[][] Rank(ItemItemModel model, InteractionData data, int[] customers, Func<int, Signal[]> signalsOf) => RankAll(customers, customer =>
        Numbers(Scorer.Personal(model, signalsOf(customer), item => data.Has(customer, item), RankingMetrics.Depth).Select(each => each.Item)));

    internal static double CpuSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double PeakMiB()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1_048_576.0;
    }

    private static (SortedDictionary<string, QualityFigures> Baselines, QualityInterval? Interval) Beside(
        InteractionData data, int[] customers, (double Recall, double Ndcg)[] own, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report("ranking by simpler means");
        var baselines = new SortedDictionary<string, QualityFigures>(StringComparer.Ordinal);
        var (best, bestFigures) = ("", Array.Empty<(double, double)>());
        foreach (var (name, rankings) in QualityBaselines.Of(data, customers, cancellation))
        {
            var figures = RankingReport.Figures(rankings, customers, data.Test);
            baselines.Add(name, RankingReport.Mean(figures));
            if (best.Length == 0 || baselines[name].RecallAt20 > baselines[best].RecallAt20)
                (best, bestFigures) = (name, figures);
        }

        return (baselines, own.Length == 0 ? null : Bootstrap.Interval(best, own, bestFigures));
    }

    private static QualityFigures WithRepeats(ItemItemModel model, InteractionData data)
    {
        var customers = data.TestAll!.Keys.Where(data.Train.ContainsKey).ToArray();
        var rankings = RankAll(customers, customer => Numbers(BuyAgain.Blend(
            model, data.PurchasesOf(customer), data.SignalsOf(customer), InteractionData.AsOf, _ => false, RankingMetrics.Depth).Select(each => each.Item)));
        return RankingReport.Mean(RankingReport.Figures(rankings, customers, data.TestAll));
    }

    private static int[][] RankAll(int[] customers, Func<int, int[]> rank)
    {
        var rankings = new int[customers.Length][];
        Parallel.For(0, customers.Length, Processors.All, k => rankings[k] = rank(customers[k]));
        return rankings;
    }

    private static int[] Numbers(IEnumerable<Core.Events.ItemId> items) => [.. items.Select(InteractionData.NumberOf)];
}
