namespace Rapport.Cli.Evaluate.Serve;

/// <summary>What serving costs, beside a bare endpoint and raw inserts measured in the same run.</summary>
/// <param name="LogRowsMissing">Decisions answered minus lines found in the decision log afterwards; 0 when every answer was written down.</param>
/// <param name="Personal">Share of the answers with tier person.</param>
public sealed record ServeReport(
    int Customers,
    int Items,
    double DecisionsPerSecond,
    double BareDecisionsPerSecond,
    double Ratio,
    double DecisionP50Ms,
    double DecisionP99Ms,
    double BareP50Ms,
    double BareP99Ms,
    long Answers,
    long Failures,
    long LogRowsMissing,
    double EventsPerSecond,
    double RawEventsPerSecond,
    double EventP50Ms,
    double EventP99Ms,
    double Personal,
    double SeedSeconds,
    double TrainSeconds);
