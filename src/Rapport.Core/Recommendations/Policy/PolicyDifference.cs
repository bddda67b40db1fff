using System.Globalization;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Policy;

/// <summary>One thing that holds otherwise under another policy: where, what, and from what to what.</summary>
/// <param name="Surface">None: everywhere but on surfaces of their own.</param>
/// <param name="What">A parameter's name, a rule (<c>T5</c>), or <c>durables</c>.</param>
/// <param name="Before">Null where there was nothing.</param>
/// <param name="After">Null where there is nothing any more.</param>
public sealed record PolicyDifference(Surface Surface, string What, string? Before, string? After)
{
    /// <summary>All differences in what decisions read, however the documents are written.</summary>
    public static IReadOnlyList<PolicyDifference> Between(PolicyDocument before, PolicyDocument after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, young) = (before.Resolve(TactPolicy.Default.Version), after.Resolve(TactPolicy.Default.Version));
        var all = Between(Surface.None, old.Everywhere, young.Everywhere).ToList();
        foreach (var surface in old.Surfaces.Keys.Union(young.Surfaces.Keys).Order())
            all.AddRange(Between(surface, old.On(surface), young.On(surface)));
        foreach (var durable in old.Everywhere.Durables.Except(young.Everywhere.Durables))
            all.Add(new PolicyDifference(Surface.None, "durables", durable, null));
        foreach (var durable in young.Everywhere.Durables.Except(old.Everywhere.Durables))
            all.Add(new PolicyDifference(Surface.None, "durables", null, durable));
        return all;
    }

    private static IEnumerable<PolicyDifference> Between(Surface surface, TactPolicy before, TactPolicy after)
    {
        foreach (var parameter in PolicyParameters.All)
        {
            if (parameter.Read(before) is var old && parameter.Read(after) is var young && !old.Equals(young))
                yield return new PolicyDifference(surface, parameter.Id, Text(old), Text(young));
        }

        foreach (var rule in Enum.GetValues<TactRule>().Where(rule => rule is not TactRule.None && before.ModeOf(rule) != after.ModeOf(rule)))
            yield return new PolicyDifference(surface, $"T{(int)rule}", Text(before.ModeOf(rule)), Text(after.ModeOf(rule)));
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(RuleMode mode) => mode switch
    {
        RuleMode.Off => "off",
        RuleMode.Warn => "warn",
        _ => "enforce",
    };
}
