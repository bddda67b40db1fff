using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Model.Measuring;

namespace Rapport.Cli.Evaluate;

/// <summary>What data is worth: quality with fewer events known of each customer, and without each kind of signal.</summary>
/// <remarks>The same rankings and figures as <see cref="QualityEvaluation"/>: items the customer has are left out everywhere.</remarks>
public static class ValueEvaluation
{
    /// <summary>A store with fewer customers to ask for is not reported on: figures of few are figures of persons.</summary>
    internal const int FewestCustomers = 50;

    private const double SameQuality = 0.99;
    private static readonly int?[] Events = [1, 5, 10, 20, null];

    /// <summary>The secret of the lists' noise: those of an evaluation nobody sees.</summary>
    private static readonly byte[] Secret = new byte[32];

    /// <summary>The curve on a public data set, with the shipped settings.</summary>
    /// <exception cref="FileNotFoundException">The folder has no train or no test file.</exception>
    /// <exception cref="InvalidDataException">A line is not a customer number and item numbers.</exception>
    public static ValueReport Run(string folder, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report("reading");
        var data = InteractionData.Read(folder, needsTest: true);
        return Curve(data, new ModelSettings(), data.Ages is not null, progress, cancellation).Report;
    }

    /// <summary>The curve and every kind of signal on a shop's own store; null where too few customers are there to ask for.</summary>
    internal static async Task<ValueReport?> RunAsync(ShopCut shop, DateTimeOffset cut, ModelSettings settings, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report("reading");
        var data = await shop.ReadAsync(cut, [], cancellation).ConfigureAwait(false);
        if (data.Test.Count < FewestCustomers)
            return null;
        var lines = new Dictionary<EventKind, long>(shop.Lines);
        var (report, full) = Curve(data, settings, byTime: true, progress, cancellation);
        var signals = new List<SignalValue>();
        foreach (var (name, kinds) in ShopCut.Signals)
        {
            var count = kinds.Sum(kind => lines.GetValueOrDefault(kind));
            if (count == 0)
                continue;
            progress?.Report($"without {name}");
            var less = await shop.ReadAsync(cut, kinds, cancellation).ConfigureAwait(false);
            signals.Add(Compare(name, count, full, Figures(Fit(less, settings), data, less)));
            cancellation.ThrowIfCancellationRequested();
        }

        return report with { Signals = [.. signals.OrderBy(each => each.ShareKept)], Cut = cut };
    }

    private static SignalValue Compare(string name, long lines, (double Recall, double Ndcg)[] full, (double Recall, double Ndcg)[] without)
    {
        var mean = RankingReport.Mean(without);
        var kept = Share(mean, RankingReport.Mean(full));
        var loss = Bootstrap.Interval("without " + name, full, without);
        var isSame = loss is { RecallLow: <= 0, NdcgLow: <= 0 } && kept >= SameQuality;
        return new SignalValue(name, lines, mean.RecallAt20, mean.NdcgAt20, kept, loss, isSame);
    }

    private static (ValueReport Report, (double Recall, double Ndcg)[] Full) Curve(
        InteractionData data, ModelSettings settings, bool byTime, IProgress<string>? progress, CancellationToken cancellation)
    {
        progress?.Report("fitting");
        var model = Fit(data, settings);
        cancellation.ThrowIfCancellationRequested();
        progress?.Report("ranking");
        var customers = Customers(data);
        var full = Figures(model, data, data);
        var mean = RankingReport.Mean(full);
        ValuePoint Point(string known, int? events, QualityFigures figures) => new(known, events, figures.RecallAt20, figures.NdcgAt20, Share(figures, mean));
        var points = new List<ValuePoint>
        {
            Point("nothing", null, Mean(data, customers, QualityBaselines.Of(data, customers, cancellation).First().Rankings)),
            Point("contextual", null, Mean(data, customers, Contextual(data, customers, settings))),
        };
        foreach (var events in Events)
            points.Add(Point("events", events, events is { } most ? Mean(data, customers, QualityEvaluation.Rank(model, data, customers, customer => Latest(data, customer, most))) : mean));
        return (new ValueReport(customers.Length, data.ItemCount, settings, byTime, points, []), full);
    }

    private static int[] Customers(InteractionData data) => [.. data.Test.Keys.Where(data.Train.ContainsKey)];

    private static ItemItemModel Fit(InteractionData data, ModelSettings settings) => ModelFit.Fit([.. data.Train.Keys.Select(data.ContributionOf)], settings, InteractionData.AsOf);

    /// <param name="data">Who is asked, what they have and what they took.</param>
    /// <param name="known">What is known of them when items are ranked; who gave nothing sees what is popular.</param>
    private static (double Recall, double Ndcg)[] Figures(ItemItemModel model, InteractionData data, InteractionData known)
    {
        var customers = Customers(data);
        var rankings = QualityEvaluation.Rank(model, data, customers, known.SignalsOf);
        if (Array.Exists(rankings, ranking => ranking.Length == 0))
        {
            var popular = QualityBaselines.Of(data, customers, CancellationToken.None).First().Rankings;
            for (var k = 0; k < rankings.Length; k++)
                rankings[k] = rankings[k].Length > 0 ? rankings[k] : popular[k];
        }

        return RankingReport.Figures(rankings, customers, data.Test);
    }

    private static QualityFigures Mean(InteractionData data, int[] customers, int[][] rankings) => RankingReport.Mean(RankingReport.Figures(rankings, customers, data.Test));

    private static Signal[] Latest(InteractionData data, int customer, int most) => data.SignalsOf(customer) is var all && all.Length <= most ? all : all[..most];

    /// <summary>As a stranger on the page of the customer's last item: related items, then popular ones.</summary>
    private static int[][] Contextual(InteractionData data, int[] customers, ModelSettings settings)
    {
        var lists = ContextListsFit.Fit([.. data.Train.Keys.Select(data.ContributionOf)], settings, InteractionData.AsOf, Secret);
        var popular = lists.Popular.ToArray();
        return Array.ConvertAll(customers, customer =>
        {
            var related = Latest(data, customer, 1).SelectMany(last => lists.Related(last.Item).ToArray());
            return related.Concat(popular).Distinct().Where(item => !data.Has(customer, item)).Take(RankingMetrics.Depth).Select(InteractionData.NumberOf).ToArray();
        });
    }

    private static double Share(QualityFigures figures, QualityFigures full) =>
        full.RecallAt20 + full.NdcgAt20 is var all && all > 0 ? (figures.RecallAt20 + figures.NdcgAt20) / all : 0;
}
