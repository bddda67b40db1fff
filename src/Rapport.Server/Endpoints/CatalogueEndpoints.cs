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
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What the shop sells or shows.</summary>
internal static class CatalogueEndpoints
{
    public const int MostItems = 10_000;

    public static void MapCatalogue(this RouteGroupBuilder v1)
    {
        var items = v1.MapGroup("items").WithTags("Catalogue").RequireAuthorization(Policies.Shop).Needs(Permissions.Catalogue).RequireRateLimiting(Limits.Caller);
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
            if (body.ToItem(tenant, out var mistake) is not { } item)
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
        return TypedResults.Ok(ItemBody.Of(item));
    }
}

/// <summary>Items to add or replace.</summary>
internal sealed record ItemsRequest(IReadOnlyList<ItemBody> Items);

/// <summary>How many items were stored.</summary>
internal sealed record StoredItems(int Stored);
