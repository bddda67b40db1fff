namespace Rapport.Cli.Evaluate.Serve;

/// <summary>What serving costs, beside a bare endpoint and raw inserts measured in the same run.</summary>
/// <param name="ServerMicroseconds">Processor time of the server's process for one decision under load, log writer and garbage collection included.</param>
/// <param name="AllocatedBytes">Allocated for one decision under load.</param>
/// <param name="LogRowsMissing">Decisions answered minus lines found in the decision log afterwards; 0 when every answer was written down.</param>
/// <param name="Personal">Share of the answers with tier person.</param>
/// <param name="Stages">Where the time of one decision goes, by station.</param>
internal sealed record ServeReport(
    int Customers,
    int Items,
    double DecisionsPerSecond,
    double BareDecisionsPerSecond,
    double Ratio,
    double DecisionP50Ms,
    double DecisionP99Ms,
    double BareP50Ms,
    double BareP99Ms,
    double ServerMicroseconds,
    double BareServerMicroseconds,
    double AllocatedBytes,
    double BareAllocatedBytes,
    long Answers,
    long Failures,
    long LogRowsMissing,
    double EventsPerSecond,
    double RawEventsPerSecond,
    double EventP50Ms,
    double EventP99Ms,
    double Personal,
    double SeedSeconds,
    double TrainSeconds,
    IReadOnlyList<Stage> Stages);

/// <summary>One station of a decision.</summary>
/// <param name="Microseconds">Processor time a decision, averaged over the mix of the load.</param>
/// <param name="AllocatedBytes">Allocated a decision.</param>
internal sealed record Stage(string Name, double Microseconds, double AllocatedBytes);
