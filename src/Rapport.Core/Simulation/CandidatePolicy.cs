using Rapport.Core.Recommendations.Policy;
using Rapport.Core.Tact;

namespace Rapport.Core.Simulation;

/// <summary>A policy to be tried on the past.</summary>
/// <param name="Id">What it is called in the report.</param>
public sealed record CandidatePolicy(string Id, ShopPolicy Policy)
{
    /// <summary>What each rule that may be switched off withholds is let through: what is left is what no shop may want.</summary>
    public static CandidatePolicy WithoutLimits { get; } = new("without-limits", new ShopPolicy(
        TactPolicy.Default with { Modes = Enum.GetValues<TactRule>().Where(rule => rule is TactRule.Delicate or TactRule.Evidence or TactRule.Delay or TactRule.Frequency or TactRule.Spread or TactRule.Hop or TactRule.BreathingRoom).ToDictionary(rule => rule, _ => RuleMode.Off) },
        ShopPolicy.Default.Surfaces));

    /// <summary>A preset as it ships.</summary>
    public static CandidatePolicy Of(TactPreset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return new CandidatePolicy(preset.Id, new ShopPolicy(preset.Policy, ShopPolicy.Default.Surfaces));
    }
}
