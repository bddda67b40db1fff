using System.Text.Json;
using Rapport.Core.Events;

namespace Rapport.Server.Intake;

/// <summary>Reads the items of an event: the one it is about, or the lines of an order.</summary>
/// <param name="badLine">Called for a line with a negative price, a quantity below 1 or no item.</param>
internal sealed class LineReader(string currency, DroppedFields dropped, Action badLine)
{
    private const int MostLines = 500;
    private const decimal HighestPrice = 100_000_000;
    private const decimal MostPieces = 1_000_000;

    public IReadOnlyList<EventLine> Read(JsonElement properties, EventKind kind)
    {
        if (properties.ValueKind != JsonValueKind.Object || kind is EventKind.ProductsSearched or EventKind.CategoryViewed)
            return [];
        var isPriced = IsOurCurrency(properties);
        if (kind is not (EventKind.OrderCompleted or EventKind.OrderRefunded))
            return ReadLine(properties, isPriced) is { } one ? [one] : [];
        if (!properties.TryGetProperty("products", out var products) || products.ValueKind != JsonValueKind.Array)
            return [];

        var lines = new List<EventLine>();
        foreach (var product in products.EnumerateArray())
        {
            DropUnknown(product);
            if (lines.Count < MostLines && ReadLine(product, isPriced) is { } line)
                lines.Add(line);
        }

        return lines;
    }

    private EventLine? ReadLine(JsonElement product, bool isPriced)
    {
        if (product.ValueKind == JsonValueKind.Object
            && (JsonValues.Text(product, "product_id", ItemId.MaxLength) ?? JsonValues.Text(product, "sku", ItemId.MaxLength)) is { } id
            && JsonValues.TryNumber(product, "quantity", 1, out var quantity) && quantity is >= 1 and <= MostPieces
            && JsonValues.TryNumber(product, "price", 0, out var price) && price is >= 0 and <= HighestPrice)
            return new EventLine(new ItemId(id), (int)quantity, isPriced ? (long)Math.Round(price * 100, MidpointRounding.AwayFromZero) : 0, JsonValues.IsTrue(product, "gift"));
        badLine();
        return null;
    }

    /// <summary>A price in another currency than the shop's is dropped: it would be read as the shop's.</summary>
    private bool IsOurCurrency(JsonElement properties)
    {
        if (JsonValues.Text(properties, "currency") is not { } stated || stated.Equals(currency, StringComparison.OrdinalIgnoreCase))
            return true;
        dropped.Add("properties", "price");
        return false;
    }

    private void DropUnknown(JsonElement product)
    {
        if (product.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in product.EnumerateObject())
        {
            if (!FieldAllowList.OrderLine.Contains(member.Name))
                dropped.Add("properties.products", member.Name);
        }
    }
}
