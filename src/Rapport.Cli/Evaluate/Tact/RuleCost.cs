namespace Rapport.Cli.Evaluate.Tact;

/// <summary>What one policy costs and gives, over the same customers and the same questions as all others.</summary>
/// <param name="Policy">What differs from the policy that ships.</param>
/// <param name="Microseconds">Processor time of one decision: the least of three rounds.</param>
/// <param name="RecallAt20">Of what was bought for the first time afterwards, the share that stood in a row of twenty.</param>
/// <param name="PersonalRecallAt20">The same counting only items shown on a personal basis.</param>
/// <param name="Personal">Share of the slots that were personal.</param>
/// <param name="Steps">Of the personal slots, the share a step from all evidence (topics nothing was bought of).</param>
/// <param name="HeldBack">Items held back a decision, by rule.</param>
internal sealed record RuleCost(
    string Policy, double Microseconds, double RecallAt20, double PersonalRecallAt20, double Personal, double Steps, IReadOnlyDictionary<string, double> HeldBack);

/// <summary>What each rule of tact costs, on one data set.</summary>
/// <param name="Seen">The same customers after three visits of the week before showed them the first row.</param>
internal sealed record RuleCosts(
    int Customers, int Items, int Topics, DateTimeOffset AsOf, double ModelRecallAt20, IReadOnlyList<RuleCost> Policies, IReadOnlyList<RuleCost> Seen);
