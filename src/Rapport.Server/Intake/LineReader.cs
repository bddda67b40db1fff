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
        if (properties.ValueKind != JsonValueKind.Object || SegmentReader.IsOfText(kind))
            return [];
        if (kind is EventKind.Played or EventKind.Completed)
            return ReadAssets(properties);
        var isPriced = IsOurCurrency(properties);
        if (kind is not (EventKind.OrderCompleted or EventKind.OrderRefunded or EventKind.Shown))
            return ReadLine(properties, isPriced) is { } one ? [one] : [];
        if (!properties.TryGetProperty("products", out var products) || products.ValueKind != JsonValueKind.Array)
            return [];

        var isGift = kind == EventKind.OrderCompleted && IsGift(properties);
        var lines = new List<EventLine>();
        foreach (var product in products.EnumerateArray())
        {
            DropUnknown(product);
            // A gift order is one in every line.
            if (lines.Count < MostLines && ReadLine(product, isPriced) is { } line)
                lines.Add(isGift ? line with { IsGift = true } : line);
        }

        return lines;
    }

    /// <summary>What was played: one asset of a content event, or all assets of a playback.</summary>
    private List<EventLine> ReadAssets(JsonElement properties)
    {
        var assets = new List<EventLine>();
        if ((JsonValues.Text(properties, "asset_id", ItemId.MaxLength) ?? JsonValues.Text(properties, "content_asset_id", ItemId.MaxLength)) is { } one)
            assets.Add(new EventLine(new ItemId(one), 1, 0));
        else if (properties.TryGetProperty("content_asset_ids", out var many) && many.ValueKind == JsonValueKind.Array)
            assets.AddRange(many.EnumerateArray().Take(MostLines).Select(AssetOf).OfType<EventLine>());
        return assets;
    }

    private EventLine? AssetOf(JsonElement asset)
    {
        if (asset.ValueKind == JsonValueKind.String && asset.GetString() is { Length: > 0 and <= ItemId.MaxLength } id && !string.IsNullOrWhiteSpace(id))
            return new EventLine(new ItemId(id), 1, 0);
        badLine();
        return null;
    }

    private EventLine? ReadLine(JsonElement product, bool isPriced)
    {
        if (product.ValueKind == JsonValueKind.Object
            && (JsonValues.Text(product, "product_id", ItemId.MaxLength) ?? JsonValues.Text(product, "sku", ItemId.MaxLength)) is { } id
            && JsonValues.TryNumber(product, "quantity", 1, out var quantity) && quantity is >= 1 and <= MostPieces
            && JsonValues.TryNumber(product, "price", 0, out var price) && price is >= 0 and <= HighestPrice)
            return new EventLine(new ItemId(id), (int)quantity, isPriced ? (long)Math.Round(price * 100, MidpointRounding.AwayFromZero) : 0, IsGift(product));
        badLine();
        return null;
    }

    /// <summary>Said to be one, or wrapped as one (rule T12).</summary>
    private static bool IsGift(JsonElement of) => JsonValues.IsTrue(of, "gift") || JsonValues.IsTrue(of, "gift_wrap");

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
