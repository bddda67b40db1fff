using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Decisions;

public sealed class SurfaceTests
{
    private static readonly string[] Placements = ["home", "product", "cart", "checkout", "afterSale", "mail"];

    [Fact]
    public async Task S083_S012_one_scripted_journey_gets_every_placement_from_one_address()
    {
        await using var server = await CrowdedAsync();
        await server.GrantAsync("ann", "recommendations", "email");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "mat"));

        foreach (var surface in Placements)
        {
            var answer = await server.DecideAsync("ann", new { surface, context = new { item = surface == "product" ? "bowl" : null, cart = surface is "cart" or "checkout" ? new[] { "bowl" } : [] } });
            Assert.NotEmpty(answer["items"]!.AsArray());
            Assert.All(answer["items"]!.AsArray(), item => Assert.NotEmpty(item!["reason"]!["text"]!.GetValue<string>()));
        }

        var upsell = Ids(await server.DecideAsync("ann", new { surface = "upsell", context = new { cart = new[] { "bowl" } } }));
        var crossSell = Ids(await server.DecideAsync("ann", new { surface = "crossSell", context = new { cart = new[] { "bowl" } } }));
        Assert.Equal(["bowl2"], upsell);
        Assert.Contains("spoon", crossSell);
        Assert.Empty(upsell.Intersect(crossSell));
    }

    [Fact]
    public async Task After_a_sale_and_buy_again_name_their_evidence_and_go_with_it()
    {
        await using var server = await CrowdedAsync();
        await server.GrantAsync("ann", "recommendations");
        var now = server.Clock.GetUtcNow();
        await server.BatchAsync(Segment.Ordered("ann", "o-1", "tent"));
        server.Clock.Advance(TimeSpan.FromDays(40));
        await server.BatchAsync(Segment.Ordered("ann", "o-2", "coffee").At(now.AddDays(1)), Segment.Ordered("ann", "o-3", "bowl"));

        var again = await server.DecideAsync("ann", new { surface = "buyAgain" });
        var after = await server.DecideAsync("ann", new { surface = "afterSale" });

        Assert.Equal(["coffee"], Ids(again));
        Assert.Equal("coffee", again["items"]![0]!["reason"]!["evidence"]![0]!["item"]!.GetValue<string>());
        Assert.Contains("spoon", Ids(after));
        Assert.DoesNotContain("bowl2", Ids(after));
        await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/items/coffee");
        await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/items/bowl");
        Assert.Empty(Ids(await server.DecideAsync("ann", new { surface = "buyAgain" })));
        Assert.Empty(Ids(await server.DecideAsync("ann", new { surface = "afterSale" })));
    }

    [Fact]
    public async Task What_is_to_be_left_out_is_left_out_even_if_the_catalogue_does_not_know_it()
    {
        await using var server = await CrowdedAsync();
        await server.GrantAsync("ann", "recommendations");

        Assert.Equal(["bowl", "unheard-of"], Ids(await server.DecideAsync("ann", new { surface = "search", context = new { results = new[] { "bowl", "unheard-of" } } })).Order());
        Assert.Equal(["bowl"], Ids(await server.DecideAsync("ann", new { surface = "search", context = new { results = new[] { "bowl", "unheard-of" } }, exclude = new[] { "unheard-of" } })));
    }

    [Fact]
    public async Task A_consumable_rests_as_long_as_its_category_s_customers_let_it()
    {
        await using var server = await CrowdedAsync();
        var start = server.Clock.GetUtcNow();
        string[] crowd = [.. Enumerable.Range(0, 15).Select(k => $"regular-{k}")];
        foreach (var customer in crowd.Append("ann"))
            await server.GrantAsync(customer, customer == "ann" ? "recommendations" : "learning");
        server.Clock.Advance(TimeSpan.FromDays(40));
        foreach (var customer in crowd)
            await server.BatchAsync(Segment.Ordered(customer, $"a-{customer}", "coffee").At(start.AddDays(8)), Segment.Ordered(customer, $"b-{customer}", "coffee").At(start.AddDays(22)));
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "coffee"));
        await server.TrainAsync();

        server.Clock.Advance(TimeSpan.FromDays(13));
        Assert.DoesNotContain("coffee", Ids(await server.DecideAsync("ann", new { surface = "buyAgain" })));
        Assert.DoesNotContain("coffee", Ids(await server.DecideAsync("ann", new { surface = "home" })));

        server.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Contains("coffee", Ids(await server.DecideAsync("ann", new { surface = "buyAgain" })));
        Assert.Contains("coffee", Ids(await server.DecideAsync("ann", new { surface = "home" })));
    }

    [Fact]
    public async Task A_search_keeps_its_results_and_filters_hold()
    {
        await using var server = await CrowdedAsync();
        var results = new[] { "rare", "not-in-catalogue", "test", "lamp", "stove" };

        var stranger = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "search", tenant = "demo", context = new { query = "camp", results } });
        var cheap = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "search", tenant = "demo", context = new { query = "camp", results }, filters = new { categories = new[] { "Outdoor" }, priceTo = "30.00" } });
        var wrong = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", tenant = "demo", filters = new { priceFrom = "cheap" } });
        var empty = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "searchEmpty", tenant = "demo", context = new { query = "campingx lamp" }, count = 3 });

        Assert.Equal(results, Ids(stranger.Json));
        Assert.Equal(["lamp"], Ids(cheap.Json));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-value"), (wrong.Status, wrong.Problem));
        Assert.Equal("lamp", Ids(empty.Json)[0]);
    }

    [Fact]
    public async Task S062_S013_points_and_tiers_are_kept_for_loyalty_alone_and_greet_whom_they_are_about()
    {
        await using var server = await CrowdedAsync();
        await server.AsShopAsync(HttpMethod.Put, "/v1/items", new { items = new[] { new { id = "evening", title = "Members' evening", category = "Club > Events", price = "0", loyaltyTier = "gold" } } });
        var tier = Segment.Track("ann", "Loyalty Tier Changed", new { tier = "gold", birthday = "1970-01-01" });
        await server.GrantAsync("ann", "recommendations");
        Assert.Equal("no-consent=1", (await server.BatchAsync(tier)).Header("Rapport-Refused"));
        await server.GrantAsync("ann", "loyalty");

        var stored = await server.BatchAsync(Segment.Track("ann", "Loyalty Tier Changed", new { tier = "gold", birthday = "1970-01-01" }), Segment.Track("ann", "Loyalty Points Earned", new { points = 120 }));

        Assert.Equal(("2", "properties.birthday=1"), (stored.Header("Rapport-Stored"), stored.Header("Rapport-Dropped")));
        var mine = await server.DecideAsync("ann", new { surface = "loyalty" });
        Assert.Equal(["evening"], Ids(mine));
        Assert.Equal(("loyalty", "gold"), (mine["items"]![0]!["reason"]!["purpose"]!.GetValue<string>(), mine["items"]![0]!["reason"]!["evidence"]![0]!["title"]!.GetValue<string>()));
        Assert.Equal("gold", (await server.DecideAsync("ann", new { surface = "home" }))["recognition"]!["tier"]!.GetValue<string>());
        var stranger = (await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "loyalty", tenant = "demo" })).Json;
        Assert.Empty(Ids(stranger));
        Assert.Null(stranger["recognition"]);

        await server.ChooseAsync("ann", granted: false, "loyalty");
        Assert.Empty(Ids(await server.DecideAsync("ann", new { surface = "loyalty" })));
        Assert.Null((await server.DecideAsync("ann", new { surface = "home" }))["recognition"]);
    }

    private static async Task<RunningServer> CrowdedAsync()
    {
        var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.AsShopAsync(HttpMethod.Put, "/v1/items", new
        {
            items = new object[]
            {
                new { id = "bowl2", title = "Marble bowl", category = "Kitchen > Bowls", price = "30.00" },
                new { id = "coffee", title = "Coffee beans", category = "Food > Coffee", price = "12.00", consumable = true },
            },
        });
        return server;
    }

    private static string[] Ids(JsonNode answer) => [.. answer["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
}
