using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Demo.Catalogue;

namespace Rapport.Demo.Hosting;

/// <summary>How the shop's back end writes and reads JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ShopConfig))]
[JsonSerializable(typeof(ShopCatalogue))]
[JsonSerializable(typeof(ShopPass))]
[JsonSerializable(typeof(RenewRequest))]
internal sealed partial class DemoJson : JsonSerializerContext;

/// <summary>What a page must know to talk to Rapport.</summary>
internal sealed record ShopConfig(string Name, string Tenant, string WriteKey, string Currency, IReadOnlyList<string> Languages);

/// <summary>All that the shop sells, as pages show it.</summary>
internal sealed record ShopCatalogue(string Currency, IReadOnlyList<ShopCategory> Categories, IReadOnlyList<ShopItem> Items);

/// <summary>A shelf.</summary>
internal sealed record ShopCategory(string Slug, string Path, DemoText Name, DemoText Line);

/// <summary>A product.</summary>
internal sealed record ShopItem(string Id, DemoText Title, DemoText Description, string Category, string CategorySlug, string Family, string Price, string Image, bool InStock, bool Consumable);

/// <summary>A fresh token for the visitor it names.</summary>
internal sealed record ShopPass(string Token, string Customer, DateTimeOffset ExpiresAt);

/// <summary>The token that a fresh one is asked for.</summary>
internal sealed record RenewRequest(string Token);
