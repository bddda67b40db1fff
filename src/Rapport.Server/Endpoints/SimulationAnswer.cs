using Rapport.Core.Simulation;
using Rapport.Server.Tact;

namespace Rapport.Server.Endpoints;

/// <summary>Which policies to try on the latest weeks.</summary>
/// <param name="Presets">By name; both extremes when absent. Presets are our readings of how businesses known for a manner go about it, not descriptions of those businesses.</param>
/// <param name="Policy">A policy of your own to try, as PUT /v1/policy takes it; it is called "proposed".</param>
/// <param name="Days">1 to 90.</param>
internal sealed record SimulationQuestion(IReadOnlyList<string>? Presets = null, PolicyBody? Policy = null, int Days = Simulator.DefaultDays);

/// <summary>The latest weeks under other policies, beside the one in force. Nothing was changed.</summary>
/// <param name="People">Who was there, agreed to measurement and took something new; null below 20.</param>
/// <param name="Rows">Home rows that would have been shown.</param>
/// <param name="Enough">False below 20 people or 200 rows: then there are no outcomes.</param>
/// <param name="Outcomes">in-force first; without-limits says what the limits forgo, and is nothing one can choose.</param>
internal sealed record SimulationAnswer(DateTimeOffset Since, DateTimeOffset Until, int? People, int Rows, bool Enough, IReadOnlyList<OutcomeAnswer> Outcomes)
{
    public static SimulationAnswer Of(SimulationReport report) => new(
        report.Since,
        report.Until,
        report.People < SimulationReport.FewestPeople ? null : report.People,
        report.People < SimulationReport.FewestPeople ? 0 : report.Rows,
        report.IsEnough,
        report.IsEnough ? [.. report.Outcomes.Select(OutcomeAnswer.Of)] : []);
}

/// <summary>One policy. Gains are against the policy in force, of the same people in the same visits.</summary>
/// <param name="Personalization">The parts of that axis a policy moves (p1, p2, p5), 0 to 100.</param>
/// <param name="Privacy">Likewise (s2, s7).</param>
/// <param name="Relevance">The share of rows that held something the person went on to take in that visit, 0 to 1.</param>
/// <param name="ExposuresAPerson">Topics shown on a personal basis, each once a visit.</param>
/// <param name="PeopleTouched">Who would have seen another row at least once; null for 1 to 19.</param>
internal sealed record OutcomeAnswer(
    string Policy,
    EstimateAnswer Personalization,
    EstimateAnswer Privacy,
    EstimateAnswer Relevance,
    EstimateAnswer ExposuresAPerson,
    EstimateAnswer PersonalizationGain,
    EstimateAnswer PrivacyGain,
    EstimateAnswer RelevanceGain,
    int? PeopleTouched)
{
    public static OutcomeAnswer Of(SimulatedOutcome outcome) => new(
        outcome.Id,
        EstimateAnswer.Of(outcome.Personalization),
        EstimateAnswer.Of(outcome.Privacy),
        EstimateAnswer.Of(outcome.Relevance),
        EstimateAnswer.Of(outcome.ExposuresAPerson),
        EstimateAnswer.Of(outcome.PersonalizationGain),
        EstimateAnswer.Of(outcome.PrivacyGain),
        EstimateAnswer.Of(outcome.RelevanceGain),
        outcome.PeopleTouched is > 0 and < SimulationReport.FewestPeople ? null : outcome.PeopleTouched);
}

/// <summary>A value with its 90 % interval.</summary>
internal sealed record EstimateAnswer(double Value, double Low, double High)
{
    public static EstimateAnswer Of(Estimate estimate) => new(estimate.Value, estimate.Low, estimate.High);
}
