using System.Text.Json.Serialization;
using Rapport.Core.Balance.Facts;

namespace Rapport.Core.Balance;

/// <summary>One day of the history of the balance: what its 28 days said, and the day's own figures of growth.</summary>
/// <param name="Quadrant">Of that day alone; what the shop is said to be in is <see cref="SettledQuadrant"/>.</param>
public sealed record BalancePoint(DateOnly Date, AxisPoint Personalization, AxisPoint Privacy, Quadrant Quadrant, GrowthFigures Growth)
{
    /// <param name="window">Ends with the day.</param>
    public static BalancePoint Of(LogWindow window, LeanIndex index)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(index);
        return new BalancePoint(window.Last, AxisPoint.Of(index.Personalization), AxisPoint.Of(index.Privacy), index.Quadrant, GrowthFigures.Of(window.Days.LastOrDefault(day => day.Date == window.Last)));
    }
}

/// <summary>An axis on one day; null where too little was known.</summary>
public sealed record AxisPoint(double? Value, double? Low, double? High)
{
    public static AxisPoint Of(Axis axis)
    {
        ArgumentNullException.ThrowIfNull(axis);
        return new AxisPoint(axis.Value, axis.Low, axis.High);
    }
}

/// <summary>Growth of a day, as sums that may be added up: nobody's name, no one's order.</summary>
/// <param name="RepeatMinor">Revenue of those who had bought before, in hundredths.</param>
public sealed record GrowthFigures(long RevenueMinor, long RepeatMinor, long Granted, long Refused, long Complaints, long Exposures)
{
    /// <summary>Of revenue, what came from those who came back; 0 to 1.</summary>
    [JsonIgnore]
    public double? RepeatShare => Part(RepeatMinor, RevenueMinor);

    /// <summary>Of those who were asked, who said yes.</summary>
    [JsonIgnore]
    public double? OptInRate => Part(Granted, Granted + Refused);

    /// <summary>Complaints per exposure.</summary>
    [JsonIgnore]
    public double? ComplaintRate => Part(Complaints, Exposures);

    /// <summary>Of a day; the revenue of fewer than five buyers is left out, it would be about persons.</summary>
    public static GrowthFigures Of(LogDay? day)
    {
        if (day is null)
            return new GrowthFigures(0, 0, 0, 0, 0, 0);
        var orders = day.Orders.Select(order => order.Person).Distinct().Count() < PlacementRevenue.FewestCustomers ? [] : day.Orders;
        return new GrowthFigures(
            orders.Sum(order => order.AmountMinor), orders.Where(order => order.IsRepeat).Sum(order => order.AmountMinor), day.OptIn.Granted, day.OptIn.Refused, day.Complaints.Count, day.Exposures.Count);
    }

    public GrowthFigures And(GrowthFigures other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new GrowthFigures(RevenueMinor + other.RevenueMinor, RepeatMinor + other.RepeatMinor, Granted + other.Granted, Refused + other.Refused, Complaints + other.Complaints, Exposures + other.Exposures);
    }

    private static double? Part(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
