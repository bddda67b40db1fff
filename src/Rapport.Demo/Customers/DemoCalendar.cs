namespace Rapport.Demo.Customers;

/// <summary>When simulated people shop: mostly before Christmas and in spring, some often, many rarely.</summary>
internal static class DemoCalendar
{
    /// <summary>The oldest day an order may have; a year is kept, and the demo should not lose orders on its first day.</summary>
    internal const int OldestDay = 350;

    /// <summary>Days before today, the oldest first, at least one.</summary>
    internal static List<int> OrderDays(Random chance)
    {
        var orders = 1;
        while (orders < 14 && chance.NextDouble() < 0.72)
            orders++;
        var days = new SortedSet<int>();
        while (days.Count < orders)
            days.Add(chance.Next(1, OldestDay));
        return [.. days.Reverse()];
    }

    /// <summary>How much a shelf is wanted in a month, 1 being ordinary.</summary>
    internal static double Season(string category, int month) => (category, month) switch
    {
        ("garden", >= 3 and <= 6) => 2.4,
        ("garden", >= 11 or <= 1) => 0.2,
        ("wool", >= 10 or <= 2) => 2.0,
        ("wool", >= 5 and <= 8) => 0.3,
        ("candles", >= 10) => 2.0,
        ("candles", >= 5 and <= 8) => 0.5,
        ("toys", 11 or 12) => 2.2,
        ("stationery", 8 or 9 or 12) => 1.6,
        ("tea-coffee", >= 10 or <= 2) => 1.4,
        ("pharmacy", >= 10 or <= 3) => 1.6,
        _ => 1,
    };
}
