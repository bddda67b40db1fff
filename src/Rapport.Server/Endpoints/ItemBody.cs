using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Server.Hosting;

namespace Rapport.Server.Endpoints;

/// <summary>One thing the shop sells or shows.</summary>
/// <param name="Category">The path, parts separated by " > ".</param>
/// <param name="Price">For example 12.30.</param>
/// <param name="Currency">The shop's own; others are refused.</param>
/// <param name="AgeGroup">newborn, infant, toddler, kids or adult.</param>
/// <param name="Consumable">Bought again and again.</param>
/// <param name="Class">S1 to S12 or D1 to D6 where the shop knows better than the word list.</param>
/// <param name="Description">For finding it by words; at most 5,000 characters.</param>
/// <param name="GroupId">What variants of one thing share (size, colour): of a group one is shown.</param>
/// <param name="Creator">Artist, author or director.</param>
/// <param name="Series">What it is a part of: a show, a book series, an album.</param>
/// <param name="SeriesPosition">Its place in the series, from 1; 0 when it has none.</param>
/// <param name="DurationSeconds">How long it plays; 0 when it does not.</param>
/// <param name="PublishedOn">The day it came out, for example 2026-02-28.</param>
/// <param name="LoyaltyTier">The loyalty tier it is for; absent when it is for everybody.</param>
/// <param name="Color">Of this variant, in the shop's words.</param>
/// <param name="Size">Of this variant, as its sizeSystem writes it.</param>
/// <param name="SizeSystem">Whose sizes these are, for example EU.</param>
internal sealed record ItemBody(
    string Id,
    string Title,
    string Category,
    string Price,
    string? Currency = null,
    bool InStock = true,
    string? Url = null,
    string? ImageUrl = null,
    string? Brand = null,
    string? AgeGroup = null,
    string? Gender = null,
    bool Consumable = false,
    string? Class = null,
    string? Description = null,
    string? GroupId = null,
    string? Creator = null,
    string? Series = null,
    int SeriesPosition = 0,
    int DurationSeconds = 0,
    DateOnly? PublishedOn = null,
    string? LoyaltyTier = null,
    string? Color = null,
    string? Size = null,
    string? SizeSystem = null)
{
    private const int MostWords = 5_000;

    public static ItemBody Of(CatalogueItem item) => new(
        item.Id.Value, item.Title, item.Category, Wire.Price(item.PriceMinor), item.Currency, item.InStock, item.Url, item.ImageUrl, item.Brand, item.AgeGroup, item.Gender,
        item.IsConsumable, item.Class.Code, item.Description, item.GroupId, item.Creator, item.Series, item.SeriesPosition, item.DurationSeconds, item.PublishedOn, item.LoyaltyTier,
        item.Color, item.Size, item.SizeSystem);

    /// <returns>Null with the name of the member that cannot be taken.</returns>
    public CatalogueItem? ToItem(Tenant tenant, out string mistake)
    {
        var currency = Currency ?? tenant.Currency;
        TopicClass topicClass = default;
        mistake = Mistake(currency == tenant.Currency) ?? "";
        if (!Wire.TryPrice(Price, out var minor))
            mistake = "price";
        if (Class is { } code && !TryClass(code, out topicClass))
            mistake = "class";
        if (mistake.Length > 0)
            return null;
        return new CatalogueItem(
            new ItemId(Id), Title, Category, minor, currency, InStock, Url, ImageUrl, Brand, AgeGroup, Gender, Consumable, topicClass,
            Description, GroupId, Creator, Series, SeriesPosition, DurationSeconds, PublishedOn, LoyaltyTier, Color, Size, SizeSystem);
    }

    private string? Mistake(bool isOurCurrency)
    {
        if (string.IsNullOrWhiteSpace(Id) || Id.Length > ItemId.MaxLength)
            return "id";
        if (Title.Length is 0 or > 500)
            return "title";
        if (Category.Length > 500)
            return "category";
        if (Description?.Length > MostWords)
            return "description";
        if (GroupId is { Length: 0 or > ItemId.MaxLength })
            return "groupId";
        if (Creator is { Length: 0 or > 500 })
            return "creator";
        if (Series is { Length: 0 or > 500 })
            return "series";
        if (SeriesPosition < 0)
            return "seriesPosition";
        if (DurationSeconds < 0)
            return "durationSeconds";
        if (LoyaltyTier is { Length: 0 or > 64 })
            return "loyaltyTier";
        if (Color is { Length: 0 or > 100 })
            return "color";
        if (Size is { Length: 0 or > 100 })
            return "size";
        if (SizeSystem is { Length: 0 or > 16 })
            return "sizeSystem";
        return isOurCurrency ? null : "currency";
    }

    private static bool TryClass(string code, out TopicClass topicClass)
    {
        topicClass = default;
        try
        {
            topicClass = new TopicClass(code);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
