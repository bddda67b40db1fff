using Rapport.Core.Recommendations;

namespace Rapport.Core.Decisions;

/// <summary>Counts of one tenant over the lines its decision log took since the server started.</summary>
/// <param name="Tiers">Lines by their best tier.</param>
/// <param name="PersonalLines">Lines that show an item chosen with the person's own data.</param>
/// <param name="PersonalItems">Items so chosen.</param>
/// <param name="ExplainedItems">Those of them whose reason names its evidence.</param>
public sealed record LoggedFigures(IReadOnlyDictionary<Tier, long> Tiers, long PersonalLines, long PersonalItems, long ExplainedItems)
{
    public long Lines => Tiers.Values.Sum();
}
