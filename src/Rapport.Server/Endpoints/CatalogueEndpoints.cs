using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Server.Authority;
using Rapport.Server.Catalogue;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Training;

namespace Rapport.Server.Endpoints;

/// <summary>What the shop sells or shows.</summary>
internal static class CatalogueEndpoints
{
    public const int MostItems = 10_000;

    public static void MapCatalogue(this RouteGroupBuilder v1)
    {
        var items = v1.MapGroup("items").WithTags("Catalogue").RequireAuthorization(Policies.Shop).RequireRateLimiting(Limits.Caller);
        items.MapPut("", Upsert).WithName("put-items").WithMetadata(new RequestSizeLimitAttribute(32 * 1024 * 1024));
        items.MapGet("{id}", Read).WithName("read-item");
    }

    /// <summary>Adds or replaces items, at most 10,000 a call. The next decision sees them: out of stock is effective at once.</summary>
    /// <remarks>An item that becomes sensitive is gone from every history when this is answered, and from model and lists with the next training.</remarks>
    internal static async Task<Results<Ok<StoredItems>, ProblemHttpResult>> Upsert(ItemsRequest request, HttpContext context, Catalogues catalogues, Upkeep upkeep, ShopChanges changes, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant;
        if (request.Items.Count > MostItems)
            return Problem.Of("invalid-value", $"At most {MostItems} items a call.", "$.items");
        var items = new Dictionary<ItemId, CatalogueItem>(request.Items.Count);
        for (var i = 0; i < request.Items.Count; i++)
        {
            // A null in a list is no value of any member, whatever the declared type says.
            if (request.Items[i] is not { } body)
                return Problem.Of("invalid-value", member: $"$.items[{i}]");
            if (Item(body, tenant, out var mistake) is not { } item)
                return Problem.Of("invalid-value", member: $"$.items[{i}].{mistake}");
            items[item.Id] = item;
        }

        var becameSensitive = await catalogues.UpsertAsync(tenant.Id, items.Values, cancellation);
        changes.Note(tenant.Id, refreshLists: becameSensitive);
        // Should this stop half-way, the next refresh of the lists takes up the rest.
        if (becameSensitive)
            await upkeep.RunAsync(tenant.Id, CancellationToken.None);
        return TypedResults.Ok(new StoredItems(items.Count));
    }

    /// <summary>Reads one item, with the class it was given.</summary>
    internal static Results<Ok<ItemBody>, ProblemHttpResult> Read(string id, HttpContext context, Shops shops)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Length > ItemId.MaxLength || shops[Caller.Of(context)!.Tenant.Id].Catalogue.Find(new ItemId(id)) is not { } item)
            return Problem.Of("unknown-item");
        return TypedResults.Ok(new ItemBody(item.Id.Value, item.Title, item.Category, Wire.Price(item.PriceMinor), item.Currency, item.InStock, item.Url, item.ImageUrl, item.Brand, item.AgeGroup, item.Gender, item.IsConsumable, item.Class.Code));
    }

    /// <returns>Null with the name of the member that cannot be taken.</returns>
    private static CatalogueItem? Item(ItemBody body, Tenant tenant, out string mistake)
    {
        mistake = "";
        var currency = body.Currency ?? tenant.Currency;
        if (string.IsNullOrWhiteSpace(body.Id) || body.Id.Length > ItemId.MaxLength)
            mistake = "id";
        else if (body.Title.Length is 0 or > 500)
            mistake = "title";
        else if (body.Category.Length > 500)
            mistake = "category";
        else if (currency != tenant.Currency)
            mistake = "currency";
        if (!decimal.TryParse(body.Price, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) || price > 100_000_000)
            mistake = "price";
        TopicClass topicClass = default;
        if (body.Class is { } code && !TryClass(code, out topicClass))
            mistake = "class";
        if (mistake.Length > 0)
            return null;
        var minor = (long)Math.Round(price * 100, MidpointRounding.AwayFromZero);
        return new CatalogueItem(new ItemId(body.Id), body.Title, body.Category, minor, currency, body.InStock, body.Url, body.ImageUrl, body.Brand, body.AgeGroup, body.Gender, body.Consumable, topicClass);
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

/// <summary>Items to add or replace.</summary>
internal sealed record ItemsRequest(IReadOnlyList<ItemBody> Items);

/// <summary>One thing the shop sells or shows.</summary>
/// <param name="Category">The path, parts separated by " > ".</param>
/// <param name="Price">For example 12.30.</param>
/// <param name="Currency">The shop's own; others are refused.</param>
/// <param name="AgeGroup">newborn, infant, toddler, kids or adult.</param>
/// <param name="Consumable">Bought again and again.</param>
/// <param name="Class">S1 to S12 or D1 to D6 where the shop knows better than the word list.</param>
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
    string? Class = null);

/// <summary>How many items were stored.</summary>
internal sealed record StoredItems(int Stored);
