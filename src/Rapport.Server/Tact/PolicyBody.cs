using System.Globalization;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Policy;
using Rapport.Core.Tact;
using Rapport.Server.Endpoints;

namespace Rapport.Server.Tact;

/// <summary>The tact policy of a shop: a preset, what deviates from it, and what deviates on single surfaces.</summary>
/// <param name="Preset">personalization-first, balanced, privacy-first or balanced-shop.</param>
/// <param name="Parameters">Numbers by name; see /v1/policy/catalogue for what there is and what each may be.</param>
/// <param name="Modes">off, warn or enforce by rule, e.g. T5; what is not named is enforced. T1, T7, T11 and T16 always are.</param>
/// <param name="Surfaces">Surfaces that deviate: what they do not name is as everywhere.</param>
/// <param name="Durables">Categories of which one has one thing: who bought one is not offered another for a while.</param>
internal sealed record PolicyBody(
    string Preset,
    IReadOnlyDictionary<string, double>? Parameters = null,
    IReadOnlyDictionary<string, string>? Modes = null,
    IReadOnlyDictionary<string, PolicyPartBody>? Surfaces = null,
    IReadOnlyList<string>? Durables = null)
{
    public static PolicyBody Of(PolicyDocument document) => new(
        document.Everywhere.Preset!,
        document.Everywhere.Parameters,
        NamesOf(document.Everywhere.Modes),
        document.Surfaces.Count == 0 ? null : document.Surfaces.ToDictionary(part => Wire.Name(part.Key), part => new PolicyPartBody(part.Value.Preset, part.Value.Parameters, NamesOf(part.Value.Modes))),
        document.Durables);

    /// <summary>Null where a surface, a rule or a mode has no such name.</summary>
    public PolicyDocument? ToDocument()
    {
        if (PartOf(Preset, Parameters, Modes) is not { } everywhere)
            return null;
        var surfaces = new Dictionary<Surface, PolicyPart>();
        foreach (var (name, body) in Surfaces ?? new Dictionary<string, PolicyPartBody>())
        {
            if (body is null || Wire.SurfaceOf(name) is not { } surface || PartOf(body.Preset, body.Parameters, body.Modes) is not { } part)
                return null;
            surfaces[surface] = part;
        }

        return new PolicyDocument(everywhere, surfaces, Durables);
    }

    internal static PolicyPart? PartOf(string? preset, IReadOnlyDictionary<string, double>? parameters, IReadOnlyDictionary<string, string>? modes)
    {
        var read = new Dictionary<TactRule, RuleMode>();
        foreach (var (name, mode) in modes ?? new Dictionary<string, string>())
        {
            if (RuleOf(name) is not { } rule || ModeOf(mode) is not { } known)
                return null;
            read[rule] = known;
        }

        return new PolicyPart(preset, parameters, read);
    }

    private static TactRule? RuleOf(string name) =>
        name is ['T', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= (int)TactRule.BreathingRoom ? (TactRule)number : null;

    private static RuleMode? ModeOf(string? name) => name switch
    {
        "off" => RuleMode.Off,
        "warn" => RuleMode.Warn,
        "enforce" => RuleMode.Enforce,
        _ => null,
    };

    internal static Dictionary<string, string>? NamesOf(IReadOnlyDictionary<TactRule, RuleMode>? modes) =>
        modes is null or { Count: 0 } ? null : modes.ToDictionary(mode => $"T{(int)mode.Key}", mode => Wire.Name(mode.Value));
}

/// <summary>What deviates on one surface.</summary>
/// <param name="Preset">Absent: as everywhere.</param>
internal sealed record PolicyPartBody(string? Preset = null, IReadOnlyDictionary<string, double>? Parameters = null, IReadOnlyDictionary<string, string>? Modes = null);
