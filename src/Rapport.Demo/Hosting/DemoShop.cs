using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Demo.Catalogue;

namespace Rapport.Demo.Hosting;

/// <summary>The back end any shop has: what it sells, its pictures, and tokens for its visitors. No private door into Rapport.</summary>
internal sealed class DemoShop
{
    private const string Immutable = "public, max-age=31536000, immutable";

    private readonly byte[] _config;
    private readonly byte[] _catalogue;
    private readonly FrozenDictionary<string, byte[]> _pictures;
    private readonly DemoTokens _tokens;

    internal DemoShop(string writeKey, DemoTokens tokens)
    {
        _tokens = tokens;
        var config = new ShopConfig(DemoCatalogue.ShopName, DemoSetup.Tenant, writeKey, DemoCatalogue.Currency, ["en", "de"]);
        _config = JsonSerializer.SerializeToUtf8Bytes(config, DemoJson.Default.ShopConfig);
        _catalogue = JsonSerializer.SerializeToUtf8Bytes(Describe(DemoCatalogue.Shared), DemoJson.Default.ShopCatalogue);
        _pictures = DemoCatalogue.Shared.Products.ToFrozenDictionary(product => product.Id.Value, product => Encoding.UTF8.GetBytes(DemoPictures.Draw(product)), StringComparer.Ordinal);
    }

    internal void Map(IEndpointRouteBuilder routes)
    {
        var shop = routes.MapGroup("/shop").ExcludeFromDescription();
        shop.MapGet("/config.json", () => TypedResults.Bytes(_config, "application/json"));
        shop.MapGet("/catalogue.json", () => TypedResults.Bytes(_catalogue, "application/json"));
        shop.MapGet("/pictures/{id}.svg", Picture);
        // Called only after a yes: before that no visitor has an id.
        shop.MapPost("/visit", () => TypedResults.Json(_tokens.Create(), DemoJson.Default.ShopPass));
        shop.MapPost("/renew", RenewAsync);
    }

    private Results<FileContentHttpResult, NotFound> Picture(string id, HttpResponse response)
    {
        if (!_pictures.TryGetValue(id, out var picture))
            return TypedResults.NotFound();
        response.Headers.CacheControl = Immutable;
        response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return TypedResults.Bytes(picture, "image/svg+xml");
    }

    private async Task<Results<JsonHttpResult<ShopPass>, UnauthorizedHttpResult>> RenewAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            var asked = await JsonSerializer.DeserializeAsync(request.Body, DemoJson.Default.RenewRequest, cancellation);
            return asked?.Token is { Length: > 0 and <= 4096 } token && await _tokens.RenewAsync(token) is { } pass
                ? TypedResults.Json(pass, DemoJson.Default.ShopPass)
                : TypedResults.Unauthorized();
        }
        catch (JsonException)
        {
            return TypedResults.Unauthorized();
        }
    }

    private static ShopCatalogue Describe(DemoCatalogue catalogue) => new(
        DemoCatalogue.Currency,
        [.. catalogue.Categories.Select(category => new ShopCategory(category.Slug, category.Path, category.Name, category.Line))],
        [.. catalogue.Products.Select(product => new ShopItem(
            product.Id.Value,
            product.Title,
            product.Description,
            product.Path,
            product.Category.Slug,
            product.Family,
            (product.PriceMinor / 100m).ToString("F2", CultureInfo.InvariantCulture),
            $"/shop/pictures/{product.Id.Value}.svg",
            product.InStock,
            product.IsConsumable))]);
}
