using System.Globalization;
using Rapport.Core.Events;
using Rapport.Demo.Catalogue;

namespace Rapport.Demo.Customers;

/// <summary>The demo shop's simulated customers: their tastes, their year, their yes and no.</summary>
/// <remarks><b>Order and determinism</b>: a customer depends on its number and on the day the year ends, on nothing else.</remarks>
public static class DemoCustomers
{
    /// <summary>How many the demo shop has.</summary>
    public const int Count = 10_000;

    private const int Seed = 20_261_123;

    /// <param name="now">The year of orders ends the day before.</param>
    public static IEnumerable<DemoCustomer> Generate(DateTimeOffset now, int count = Count)
    {
        var shelves = new DemoShelves(DemoCatalogue.Shared);
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        for (var number = 1; number <= count; number++)
            yield return Generate(number, shelves, today, now);
    }

    private static DemoCustomer Generate(int number, DemoShelves shelves, DateTimeOffset today, DateTimeOffset now)
    {
        var chance = new Random(unchecked(Seed + (number * 7919)));
        var id = CustomerId.Known(string.Create(CultureInfo.InvariantCulture, $"sample-{number:D5}"));
        var taste = new DemoTaste(shelves, chance);
        var days = DemoCalendar.OrderDays(chance);
        var orders = new List<Event>(days.Count);
        foreach (var day in days)
        {
            var at = today.AddDays(-day).AddMinutes(chance.Next(7 * 60, 23 * 60));
            var isGift = chance.NextDouble() < 0.06;
            var lines = isGift ? taste.Gift(chance) : taste.Basket(at, chance);
            var orderId = string.Create(CultureInfo.InvariantCulture, $"D{number:D5}-{orders.Count + 1}");
            orders.Add(new Event(orderId, id, EventKind.OrderCompleted, at, now, lines, orderId, null, null));
        }

        return new DemoCustomer(id, DemoChoices.Of(orders[0].HappenedAt, today, chance), orders);
    }
}
