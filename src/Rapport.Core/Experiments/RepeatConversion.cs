namespace Rapport.Core.Experiments;

/// <summary>How many who bought once bought again within a time, in one mode of the shop.</summary>
/// <param name="Mode">What the shop might do when the first order came: <c>personal</c> or <c>contextual</c>.</param>
/// <param name="Buyers">First orders whose time is over.</param>
/// <param name="Share">Null below <see cref="Lift.FewestShown"/> buyers, and so is the rest.</param>
public sealed record RepeatConversion(string Mode, int Buyers, double? Share, Bounds? Bounds)
{
    /// <param name="within">How long the second order may take; who bought first later than that before now is not counted yet.</param>
    public static IReadOnlyList<RepeatConversion> Of(IEnumerable<Buyer> buyers, TimeSpan within, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(buyers);
        return
        [
            .. buyers
                .Where(each => each.Orders.Count > 0 && each.Orders.Min() <= now - within)
                .GroupBy(each => each.Mode, StringComparer.Ordinal)
                .OrderBy(mode => mode.Key, StringComparer.Ordinal)
                .Select(mode => Of(mode.Key, mode.Count(each => HasSecond(each.Orders, within)), mode.Count())),
        ];
    }

    private static RepeatConversion Of(string mode, int repeated, int buyers) => buyers < Lift.FewestShown
        ? new RepeatConversion(mode, buyers, null, null)
        : new RepeatConversion(mode, buyers, (double)repeated / buyers, Experiments.Bounds.OfShare(repeated, buyers));

    internal static bool HasSecond(IReadOnlyCollection<DateTimeOffset> orders, TimeSpan within)
    {
        var first = orders.Min();
        return orders.Any(order => order.UtcDateTime.Date > first.UtcDateTime.Date && order - first <= within);
    }
}
