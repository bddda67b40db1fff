namespace Rapport.Core.Tact;

/// <summary>A preset and what deviates from it.</summary>
/// <param name="Preset">Null, on a surface: as everywhere.</param>
/// <param name="Parameters">By the names of <see cref="PolicyParameters"/>.</param>
public sealed record PolicyPart(string? Preset, IReadOnlyDictionary<string, double>? Parameters = null, IReadOnlyDictionary<TactRule, RuleMode>? Modes = null)
{
    /// <summary>The first thing wrong with it, as a path; null when it holds.</summary>
    /// <param name="isWhole">Whether it must name a preset.</param>
    public string? Mistake(string path, bool isWhole)
    {
        if (Preset is null ? isWhole : TactPreset.Find(Preset) is null)
            return path + ".preset";
        foreach (var (id, value) in Parameters ?? new Dictionary<string, double>())
        {
            if (PolicyParameters.Find(id)?.Takes(value) != true)
                return $"{path}.parameters.{id}";
        }

        foreach (var (rule, mode) in Modes ?? new Dictionary<TactRule, RuleMode>())
        {
            if (!Enum.IsDefined(rule) || rule == TactRule.None || !Enum.IsDefined(mode) || (TactPolicy.IsBar(rule) && mode != RuleMode.Enforce))
                return $"{path}.modes.T{(int)rule}";
        }

        return null;
    }

    /// <summary>The policy it makes.</summary>
    /// <param name="everywhere">What holds where it says nothing.</param>
    public TactPolicy Apply(TactPolicy everywhere)
    {
        ArgumentNullException.ThrowIfNull(everywhere);
        var policy = Preset is { } preset ? TactPreset.Find(preset)!.Policy : everywhere;
        foreach (var (id, value) in Parameters ?? new Dictionary<string, double>())
            policy = PolicyParameters.Find(id)!.Write(policy, value);
        var merged = new Dictionary<TactRule, RuleMode>(Preset is null ? everywhere.Modes : new Dictionary<TactRule, RuleMode>());
        foreach (var (rule, mode) in Modes ?? new Dictionary<TactRule, RuleMode>())
            merged[rule] = mode;
        return policy with { Modes = merged };
    }
}
