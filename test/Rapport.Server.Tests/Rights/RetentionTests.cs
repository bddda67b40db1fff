using System.Text.Json.Nodes;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Rights;

public sealed class RetentionTests
{
    [Fact]
    public async Task S067_past_its_time_every_row_is_gone_and_the_report_says_so()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("lamp", "Lamp"));
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "lamp"), Segment.Ordered("ann", "o-1", "lamp"));

        var fresh = await ReportAsync(server);
        server.Clock.Advance(TimeSpan.FromDays(367));
        var stale = await ReportAsync(server);
        var run = (await server.AsShopAsync(HttpMethod.Post, "/v1/retention/run")).Json;

        Assert.Equal((2, 0, 0.0), Figures(fresh));
        Assert.Equal((2, 2, 1.0), Figures(stale));
        Assert.Equal((0, 0, 0.0), Figures(run));
        Assert.Equal(2, run["removed"]!.GetValue<int>());
        Assert.Empty((await server.EverythingAsync("ann")).Json["history"]!.AsArray());
        Assert.Equal(0, (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json["lines"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_class_that_the_shop_keeps_shorter_goes_sooner_and_alone()
    {
        await using var server = await RunningServer.StartAsync(tenant => tenant with { RetentionDays = new Dictionary<string, int> { ["views"] = 30 } });
        await server.StoreItemsAsync(new TestItem("lamp", "Lamp"));
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Viewed("ann", "lamp"), Segment.Ordered("ann", "o-1", "lamp"));
        server.Clock.Advance(TimeSpan.FromDays(32));

        var stale = await ReportAsync(server);
        await server.AsShopAsync(HttpMethod.Post, "/v1/retention/run");

        var views = stale["classes"]!.AsArray().Single(held => held!["name"]!.GetValue<string>() == "views")!;
        Assert.Equal((30, 1, 1), (views["days"]!.GetValue<int>(), views["lines"]!.GetValue<int>(), views["stale"]!.GetValue<int>()));
        Assert.Equal("orderCompleted", Assert.Single((await server.EverythingAsync("ann")).Json["history"]!.AsArray())!["kind"]!.GetValue<string>());
    }

    [Fact]
    public void A_class_nobody_knows_is_no_setting() =>
        Assert.Throws<ArgumentException>(() => Tenant.From(new TenantSettings { Id = "demo", RetentionDays = new Dictionary<string, int> { ["view"] = 30 } }));

    private static async Task<JsonNode> ReportAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/retention")).Json;

    private static (int Lines, int Stale, double Share) Figures(JsonNode report) => (report["lines"]!.GetValue<int>(), report["stale"]!.GetValue<int>(), report["staleShare"]!.GetValue<double>());
}
