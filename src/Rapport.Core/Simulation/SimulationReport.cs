namespace Rapport.Core.Simulation;

/// <summary>The latest weeks of a shop under other policies, side by side.</summary>
/// <param name="People">Who was there, agreed to measurement, and went on to something new.</param>
/// <param name="Outcomes">The policy in force first.</param>
public sealed record SimulationReport(DateTimeOffset Since, DateTimeOffset Until, int People, int Rows, IReadOnlyList<SimulatedOutcome> Outcomes)
{
    /// <summary>What the policy that holds now is called among the outcomes.</summary>
    public const string InForce = "in-force";

    /// <summary>What is counted of fewer people says too much about each.</summary>
    public const int FewestPeople = 20;

    /// <summary>Fewer rows say too little.</summary>
    public const int FewestRows = 200;

    public bool IsEnough => People >= FewestPeople && Rows >= FewestRows;

    public SimulatedOutcome this[string id] => Outcomes.First(outcome => outcome.Id == id);
}
