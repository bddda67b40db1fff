namespace Rapport.Cli.Evaluate.Serve;

/// <summary>What one load run saw from outside.</summary>
/// <param name="Answers">Answers with status 200.</param>
/// <param name="Failures">Any other outcome.</param>
/// <param name="Seconds">Wall time of the counted part.</param>
public sealed record LoadResult(long Answers, long Failures, double Seconds, double P50Ms, double P99Ms)
{
    public double PerSecond => Answers / Seconds;
}
