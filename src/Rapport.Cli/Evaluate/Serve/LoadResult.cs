namespace Rapport.Cli.Evaluate.Serve;

/// <summary>What one load run saw from outside, and what the process it loaded spent meanwhile.</summary>
/// <param name="Answers">Answers with status 200.</param>
/// <param name="Failures">Any other outcome.</param>
/// <param name="Seconds">Wall time of the counted part.</param>
internal sealed record LoadResult(long Answers, long Failures, double Seconds, double P50Ms, double P99Ms)
{
    public double PerSecond => Answers / Seconds;

    /// <summary>Processor time of the loaded process for one answer.</summary>
    public double ServerMicroseconds { get; init; }

    public double AllocatedBytes { get; init; }
}
