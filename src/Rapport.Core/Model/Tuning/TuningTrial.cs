namespace Rapport.Core.Model.Tuning;

/// <summary>One setting a tuning tried, and what it found.</summary>
/// <param name="Step">Why it was tried: <c>start</c>, <c>penalty</c>, <c>exponents</c>, <c>choice</c>, <c>weights</c>, <c>decay</c>, <c>neighbours</c>, <c>trend</c> or <c>scale</c>.</param>
/// <param name="RecallAt20">On the held-out slice, estimated from the sampled targets; to be compared with other trials of this tuning only.</param>
/// <param name="PopularView">Recall and NDCG when the slice leans to what many take, together.</param>
/// <param name="RareView">The same when it leans to what few take.</param>
/// <param name="Shrinkage">The share of the ridge's diagonal that is penalty: 0 none, 1 all.</param>
/// <param name="CpuSeconds">What it took.</param>
public sealed record TuningTrial(
    string Step,
    ModelSettings Settings,
    double RecallAt20,
    double NdcgAt20,
    double PopularView,
    double RareView,
    double Shrinkage,
    double CpuSeconds);
