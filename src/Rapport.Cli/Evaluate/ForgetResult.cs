namespace Rapport.Cli.Evaluate;

/// <summary>Whether forgetting leaves the model that never knew the customer, and what it costs.</summary>
/// <param name="Identical">At every comparison the hash was that of a model trained without.</param>
/// <param name="Customers">How many were forgotten, in how many <paramref name="Changes"/>.</param>
/// <param name="Rebuilds">How many comparisons there were.</param>
/// <param name="MedianSeconds">From the wish to the hash of the new model.</param>
/// <param name="ResolveSeconds">Median of the learning alone, without writing the model and its hash.</param>
/// <param name="MedianCpuSeconds">As <paramref name="MedianSeconds"/>, over all processors.</param>
/// <param name="RebuildSeconds">Median of a training from nothing.</param>
/// <param name="RebuildCpuSeconds">The same, over all processors.</param>
/// <param name="TouchedShare">Mean share of item columns solved anew.</param>
/// <param name="ResolveRatio">CPU time of all re-solving to that of a rebuild times the share touched.</param>
public sealed record ForgetResult(
    bool Identical,
    int Customers,
    int Changes,
    int Rebuilds,
    double MedianSeconds,
    double P99Seconds,
    double ResolveSeconds,
    double MedianCpuSeconds,
    double P99CpuSeconds,
    double RebuildSeconds,
    double RebuildCpuSeconds,
    double TouchedShare,
    double ResolveRatio);
