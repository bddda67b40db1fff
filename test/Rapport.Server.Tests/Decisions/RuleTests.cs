using System.Net;
using System.Net.Http.Json;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Decisions;

public sealed class RuleTests
{
    [Fact]
    public async Task Rules_hold_from_the_next_decision_on_and_after_a_restart()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);

        var stored = await server.AsShopAsync(HttpMethod.Put, "/v1/rules", new
        {
            rules = new object[]
            {
                new { id = "front", kind = "pin", surface = "home", item = "rare", place = 1 },
                new { id = "no-outdoor", kind = "exclude", surface = "home", category = "Outdoor" },
                new { id = "scales", kind = "boost", item = "scale", factor = 10 },
            },
            loyaltyTiers = new[] { "silver", "gold" },
        });
        var now = await HomeAsync(server);
        await using var again = await server.RestartAsync();
        var later = await HomeAsync(again);

        Assert.Equal(HttpStatusCode.OK, stored.Status);
        Assert.Equal(["rare", "scale"], now.Take(2));
        Assert.Empty(now.Intersect(["tent", "stove", "lamp", "mat"]));
        Assert.Equal(now, later);
        Assert.Equal(stored.Json.ToJsonString(), (await again.AsShopAsync(HttpMethod.Get, "/v1/rules")).Json.ToJsonString());
    }

    [Theory]
    [InlineData("""{"id":"a","kind":"hide","item":"rare"}""", "kind")]
    [InlineData("""{"id":"","kind":"exclude","item":"rare"}""", "id")]
    [InlineData("""{"id":"a","kind":"pin","item":"rare","place":1}""", "surface")]
    [InlineData("""{"id":"a","kind":"pin","surface":"home","place":1}""", "item")]
    [InlineData("""{"id":"a","kind":"pin","surface":"home","item":"rare"}""", "place")]
    [InlineData("""{"id":"a","kind":"boost","brand":"x","factor":11}""", "factor")]
    [InlineData("""{"id":"a","kind":"exclude","surface":"billboard","item":"rare"}""", "surface")]
    [InlineData("""{"id":"a","kind":"exclude"}""", "item")]
    public async Task A_rule_that_means_nothing_is_refused_and_named(string rule, string member)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.AsShopAsync(HttpMethod.Put, "/v1/rules", $$"""{"rules":[{{rule}}]}""");

        Assert.Equal((HttpStatusCode.BadRequest, "invalid-value", $"$.rules[0].{member}"), (answer.Status, answer.Problem, answer.Json["member"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_change_made_from_rules_that_no_longer_stand_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        var first = (await server.AsShopAsync(HttpMethod.Get, "/v1/rules")).Header("ETag");
        var stored = await server.AsShopAsync(HttpMethod.Put, "/v1/rules", new { rules = Array.Empty<object>(), loyaltyTiers = new[] { "silver" } });

        var stale = await PutTiersAsync(server, first, "gold");
        Assert.Equal((HttpStatusCode.PreconditionFailed, "rules-changed"), (stale.Status, stale.Problem));
        Assert.Equal("silver", (await server.AsShopAsync(HttpMethod.Get, "/v1/rules")).Json["loyaltyTiers"]![0]!.GetValue<string>());

        var fresh = await PutTiersAsync(server, stored.Header("ETag"), "gold");
        Assert.Equal(HttpStatusCode.OK, fresh.Status);
        Assert.NotEqual(stored.Header("ETag"), fresh.Header("ETag"));
    }

    private static async Task<Answer> PutTiersAsync(RunningServer server, string version, string tier)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/rules") { Content = JsonContent.Create(new { rules = Array.Empty<object>(), loyaltyTiers = new[] { tier } }) };
        request.Headers.Authorization = new("Bearer", server.Keys.SecretKey);
        request.Headers.IfMatch.Add(new(version));
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    [Fact]
    public async Task Only_the_shop_sees_or_sets_its_rules()
    {
        await using var server = await RunningServer.StartAsync();

        var customer = await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/rules");
        var writer = await server.SendAsync(HttpMethod.Put, "/v1/rules", new { rules = Array.Empty<object>() }, writeKey: server.Keys.WriteKey);

        Assert.All([customer, writer], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.Status));
    }

    private static async Task<string[]> HomeAsync(RunningServer server)
    {
        var answer = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", tenant = "demo", count = 6 });
        return [.. answer.Json["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
    }
}
