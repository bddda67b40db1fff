using System.Collections.Immutable;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>How strongly a customer lets rows be personal: the most of a row's places that her own history may fill. It only takes away from what tact allows.</summary>
/// <param name="Name">Stored and on the wire: <c>little</c>, <c>half</c> or <c>full</c>.</param>
/// <param name="MostPersonal">0 to 1.</param>
public sealed record Strength(string Name, double MostPersonal)
{
    /// <summary>As much as tact allows: what holds where the customer said nothing.</summary>
    public static Strength Full { get; } = new("full", 1);

    public static ImmutableArray<Strength> All { get; } = [new("little", 0.25), new("half", 0.5), Full];

    /// <summary>Null for a name that is none.</summary>
    public static Strength? Find(string? name) => All.FirstOrDefault(strength => strength.Name == name);

    /// <summary>What was said last.</summary>
    public static Strength Of(IEnumerable<HistoryLine> lines) => Find(lines.LastOrDefault(line => line.Kind == EventKind.StrengthChosen)?.Text) ?? Full;
}
