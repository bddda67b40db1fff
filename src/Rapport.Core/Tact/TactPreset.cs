using System.Collections.Immutable;

namespace Rapport.Core.Tact;

/// <summary>A policy to begin from. Our own reading of how businesses known for a manner go about it, not a description of what they do.</summary>
/// <param name="Id">Its name in documents and on the wire; stable.</param>
/// <param name="Gates">What must be on before it can be chosen.</param>
/// <remarks>Source: tact specification, the table of presets; ground rule 22: balanced is the default.</remarks>
public sealed record TactPreset(string Id, TactPolicy Policy, ImmutableArray<PolicyGate> Gates)
{
    public static TactPreset Balanced { get; } = new("balanced", TactPolicy.Default, [PolicyGate.Dashboard, PolicyGate.Explanations]);

    /// <summary>More is inferred, sooner and more often; for that the shop must be open about it and safe.</summary>
    public static TactPreset PersonalizationFirst { get; } = new(
        "personalization-first",
        TactPolicy.Default with { EvidenceWeight = 2, DelayHours = 2, TopicExposures = 6, HopShare = 1 },
        [PolicyGate.Explanations, PolicyGate.Dashboard, PolicyGate.Encryption, PolicyGate.Audit, PolicyGate.Alarms]);

    /// <summary>Only what people said themselves, briefly kept and rarely shown.</summary>
    public static TactPreset PrivacyFirst { get; } = new(
        "privacy-first",
        TactPolicy.Default with { EvidenceWeight = 5, StatedOnly = true, HistoryDays = 28, DelayHours = 72, TopicExposures = 1, CrossDevice = false, HopShare = 0, Hops = 0 },
        []);

    /// <summary>Balanced with a shorter memory.</summary>
    public static TactPreset BalancedShop { get; } = new(
        "balanced-shop", TactPolicy.Default with { HistoryDays = 90 }, [PolicyGate.Dashboard, PolicyGate.Explanations, PolicyGate.Encryption]);

    public static ImmutableArray<TactPreset> All { get; } = [PersonalizationFirst, Balanced, PrivacyFirst, BalancedShop];

    /// <summary>The preset of that name, or null.</summary>
    public static TactPreset? Find(string id) => All.FirstOrDefault(preset => preset.Id == id);
}
