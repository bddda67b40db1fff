using Rapport.Core.Model.Tuning;

namespace Rapport.Core.Model.Measuring;

/// <summary>How well held-out items were found. Settings and aggregates only: nothing in it is about a person.</summary>
/// <param name="RecallAt20">Mean over customers with test items of hits in the first 20 / test items.</param>
/// <param name="NdcgAt20">The same for normalised discounted gain, ideal of min(test items, 20).</param>
/// <param name="RecallAt20All">With repeats allowed, buy again and new blended; null without <c>test_all.txt</c>.</param>
/// <param name="Customers">Customers with test items.</param>
/// <param name="Items">Items ranked.</param>
/// <param name="PeakMiB">The process's largest resident set up to the end of the fit, tuning included.</param>
/// <param name="Coverage">Share of the items in train that are among somebody's first 20.</param>
/// <param name="ShareOfPopular">Share of all places that go to the tenth of the items most customers took.</param>
/// <param name="Baselines">By name: <c>popularity</c>, <c>recentPopularity</c>, <c>cosineKnn</c>, <c>ease</c> on small catalogues.</param>
/// <param name="Intervals">Paired bootstrap of the difference to the best baseline; null without baselines.</param>
/// <param name="Trials">What the tuner tried on train, in order.</param>
public sealed record QualityReport(
    double RecallAt20,
    double NdcgAt20,
    double? RecallAt20All,
    double? NdcgAt20All,
    int Customers,
    int Items,
    double TuneCpuSeconds,
    double FitCpuSeconds,
    double PeakMiB,
    ModelSettings Settings,
    string SettingsBecause,
    double Coverage,
    double ShareOfPopular,
    IReadOnlyList<HistoryBand> ByHistoryLength,
    IReadOnlyDictionary<string, QualityFigures> Baselines,
    QualityInterval? Intervals,
    IReadOnlyList<TuningTrial> Trials)
{
    /// <summary>UTC, when a shop's own store was measured; none for a public data set.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>UTC: the model knew what came before, and was asked for what came after; none for a public data set.</summary>
    public DateTimeOffset? Cut { get; init; }
}

/// <summary>Recall and NDCG of one method.</summary>
public sealed record QualityFigures(double RecallAt20, double NdcgAt20);

/// <summary>95 % interval of a paired difference to a baseline, by bootstrap over customers.</summary>
public sealed record QualityInterval(string Against, double RecallLow, double RecallHigh, double NdcgLow, double NdcgHigh);

/// <summary>Figures of the customers with so many items in train.</summary>
public sealed record HistoryBand(int From, int? To, int Customers, double RecallAt20, double NdcgAt20);
