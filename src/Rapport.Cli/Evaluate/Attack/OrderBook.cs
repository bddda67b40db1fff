using Rapport.Cli.Imports;

namespace Rapport.Cli.Evaluate.Attack;

/// <summary>The orders of a shop, cut at a day: the past it starts with, and the days the attacker watches.</summary>
internal sealed class OrderBook
{
    private OrderBook(IReadOnlyList<OrderRow> rows, DateTimeOffset cut)
    {
        All = rows;
        Past = [.. rows.Where(row => row.At < cut)];
        Days = [.. rows.Where(row => row.At >= cut).GroupBy(row => row.At.UtcDateTime.Date).OrderBy(day => day.Key).Select(day => day.ToArray())];
    }

    internal IReadOnlyList<OrderRow> All { get; }

    internal IReadOnlyList<OrderRow> Past { get; }

    /// <summary>Each day's rows, in order; days without orders are left out.</summary>
    internal IReadOnlyList<OrderRow[]> Days { get; }

    /// <summary>The real shop, moved so that the watched days follow <paramref name="cut"/>.</summary>
    internal static OrderBook OnlineRetail(string path, DateTimeOffset cut, int days) =>
        new(OnlineRetailFile.Open(path, cut.AddDays(days), null).Rows, cut);

    /// <summary>A shop made up: customers with two tastes each, a Zipf catalogue, some orders a day.</summary>
    internal static OrderBook MadeUp(int customers, int items, DateTimeOffset cut, int days, int seed)
    {
        var random = new Random(seed);
        var shelves = Math.Max(4, items / 100);
        var rows = new List<OrderRow>();
        for (var customer = 0; customer < customers; customer++)
        {
            int[] tastes = [random.Next(shelves), random.Next(shelves)];
            var orders = 2 + random.Next(6);
            for (var order = 0; order < orders; order++)
            {
                var isLate = order == orders - 1 && random.Next(10) == 0;
                var at = isLate ? cut.AddHours(random.Next(24 * days)) : cut.AddHours(-1 - random.Next(24 * 300));
                var size = 4 + random.Next(10);
                for (var line = 0; line < size; line++)
                    rows.Add(Row($"c{customer}", $"o{customer}-{order}", Draw(random, items, shelves, tastes), at));
            }
        }

        return new OrderBook(rows, cut);
    }

    private static OrderRow Row(string customer, string order, int item, DateTimeOffset at) =>
        new(customer, order, new Core.Events.ItemId($"thing-{item}"), at, 1, 1000, $"Thing {item}", $"Shelf {item % 12} > Board {item % 60}", []);

    /// <summary>Three of four from the own shelves, few things often.</summary>
    private static int Draw(Random random, int items, int shelves, int[] tastes)
    {
        var rank = (int)(items * Math.Pow(random.NextDouble(), 2));
        return random.NextDouble() < 0.75 ? Math.Min(items - 1, (rank / shelves * shelves) + tastes[random.Next(tastes.Length)]) : rank;
    }
}
