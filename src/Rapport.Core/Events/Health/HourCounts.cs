namespace Rapport.Core.Events.Health;

/// <summary>What arrived within one hour: counts, nobody's.</summary>
/// <param name="Hour">Hours since 1970, UTC.</param>
/// <param name="Arrived">All events that were read, and those that could not be.</param>
/// <param name="UnknownItems">Events of which the catalogue knew no item.</param>
/// <param name="Malformed">Events that named nobody, no item, or nothing that could be read.</param>
public sealed record HourCounts(long Hour, long Arrived, long UnknownItems, long Malformed);
