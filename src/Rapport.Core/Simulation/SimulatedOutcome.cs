namespace Rapport.Core.Simulation;

/// <summary>What a policy would have come to, and how that differs from the policy in force; differences are of the same people in the same visits.</summary>
/// <param name="Personalization">The parts of that axis a policy moves (p1, p2, p5 of the lean index), 0 to 100.</param>
/// <param name="Privacy">Likewise (s2, s7).</param>
/// <param name="Relevance">The share of rows that held something the person went on to take in that visit, 0 to 1.</param>
/// <param name="ExposuresAPerson">Topics shown on a personal basis, for each person, each topic once a visit.</param>
/// <param name="PeopleTouched">How many would have seen another row at least once.</param>
public sealed record SimulatedOutcome(
    string Id,
    Estimate Personalization,
    Estimate Privacy,
    Estimate Relevance,
    Estimate ExposuresAPerson,
    Estimate PersonalizationGain,
    Estimate PrivacyGain,
    Estimate RelevanceGain,
    int PeopleTouched);
