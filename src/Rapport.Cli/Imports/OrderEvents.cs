using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rapport.Core.Events;

namespace Rapport.Cli.Imports;

/// <summary>Turns the rows of one customer into events whose message ids follow from their content, so that a second import of the same file stores nothing.</summary>
internal static class OrderEvents
{
    internal static List<Event> Of(CustomerId customer, IEnumerable<OrderRow> rows, DateTimeOffset now)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var events = new List<Event>();
        foreach (var row in rows)
        {
            var content = string.Create(CultureInfo.InvariantCulture, $"{row.Order}\n{row.Item}\n{row.At.UtcTicks}\n{row.Quantity}\n{row.PriceMinor}");
            // An order may hold the same line twice.
            var turn = seen[content] = seen.GetValueOrDefault(content) + 1;
            var messageId = $"{row.Order}:{row.Item}:{Hash(content, turn)}";
            events.Add(new Event(messageId, customer, EventKind.OrderCompleted, row.At, now, [new EventLine(row.Item, row.Quantity, row.PriceMinor)], row.Order, null, null));
        }

        return events;
    }

    private static string Hash(string content, int turn)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(turn == 1 ? content : $"{content}\n{turn}"), hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
