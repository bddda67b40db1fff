namespace Rapport.Cli.Evaluate;

/// <summary>Whether forgetting leaves the model that never knew the customer, and what it costs.</summary>
/// <param name="Identical">After every single forgetting the hash was that of a model trained without.</param>
/// <param name="RebuildSeconds">Median of a training from nothing.</param>
/// <param name="TouchedShare">Mean share of item columns solved anew.</param>
public sealed record ForgetResult(bool Identical, int Customers, double MedianSeconds, double P99Seconds, double RebuildSeconds, double TouchedShare);
