using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Decisions;

public sealed class ExplainTests
{
    [Fact]
    public async Task An_invented_person_is_explained_to_the_shop_and_counted_nowhere()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        var before = (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json;

        var tent = await ExplainAsync(server, "tent", new { item = "stove", kind = "bought", daysAgo = 2.5 });
        var silent = await ExplainAsync(server, "tent", new { item = "stove", kind = "viewed", daysAgo = 2.5 });

        Assert.Equal((true, "shown", "stove"), (tent["shown"]!.GetValue<bool>(), tent["fate"]!.GetValue<string>(), tent["voices"]![0]!["item"]!.GetValue<string>()));
        Assert.Equal(["catalogue", "consent", "history", "model", "tact", "recommendation"], tent["steps"]!.AsArray().Select(step => step!["station"]!.GetValue<string>()));
        Assert.Equal("tooLittle", silent["voices"]![0]!["silence"]!.GetValue<string>());
        var after = (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json;
        Assert.Equal(before["tiers"]!.ToJsonString(), after["tiers"]!.ToJsonString());
        Assert.Equal(before["customers"]!.ToJsonString(), after["customers"]!.ToJsonString());
    }

    [Fact]
    public async Task A_named_customer_is_not_explained_and_only_the_shop_may_ask()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);

        Assert.Equal(HttpStatusCode.BadRequest, (await server.AsShopAsync(HttpMethod.Post, "/v1/explain", new { surface = "home", item = "tent", customer = "crowd-1" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.AsShopAsync(HttpMethod.Post, "/v1/explain", new { surface = "home", item = "tent", persona = new { past = new[] { new { item = "tent", kind = "stolen" } } } })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await server.AsCustomerAsync("crowd-1", HttpMethod.Post, "/v1/explain", new { surface = "home", item = "tent" })).Status);
    }

    private static async Task<JsonNode> ExplainAsync(RunningServer server, string item, object deed)
    {
        var answer = await server.AsShopAsync(HttpMethod.Post, "/v1/explain", new { surface = "home", item, language = "de", persona = new { past = new[] { deed } } });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }
}
