using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>How well held-out items were found.</summary>
/// <param name="RecallAt20">Mean over customers with test items of hits in the first 20 / test items.</param>
/// <param name="NdcgAt20">The same for normalised discounted gain, ideal of min(test items, 20).</param>
/// <param name="Customers">Customers with test items.</param>
/// <param name="Items">Items ranked.</param>
/// <param name="PeakMiB">The process's largest resident set so far.</param>
/// <param name="Baselines">By name: <c>popularity</c>, <c>recentPopularity</c>, <c>cosineKnn</c>.</param>
/// <param name="AgainstCosineKnn">Paired bootstrap of the difference; null without baselines.</param>
public sealed record QualityResult(
    double RecallAt20,
    double NdcgAt20,
    int Customers,
    int Items,
    double TuneCpuSeconds,
    double FitCpuSeconds,
    double PeakMiB,
    ModelSettings Settings,
    IReadOnlyDictionary<string, QualityFigures> Baselines,
    QualityInterval? AgainstCosineKnn);

/// <summary>Recall and NDCG of one method.</summary>
public sealed record QualityFigures(double RecallAt20, double NdcgAt20);

/// <summary>95 % interval of a paired difference, by bootstrap over customers.</summary>
public sealed record QualityInterval(double RecallLow, double RecallHigh, double NdcgLow, double NdcgHigh);
