using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Balance;

public sealed class BalanceTests
{
    [Fact]
    public async Task S003_two_axes_each_made_of_counts_an_operator_can_follow()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        foreach (var customer in (string[])["ann", "ben"])
        {
            await server.GrantAsync(customer, "recommendations");
            await server.BatchAsync(Segment.Ordered(customer, "o-" + customer, "tent", "lamp"));
        }

        // 199 lines are not told; the 200th and more are.
        for (var i = 0; i < 120; i++)
            await AskAsync(server, new { surface = "home", customer = i % 2 == 0 ? "ann" : "ben", count = 6 });
        for (var i = 0; i < 79; i++)
            await AskAsync(server, new { surface = "home", count = 6 });
        var early = await BalanceAsync(server);
        var product = new { surface = "product", context = new { item = "tent" }, count = 6 };
        for (var i = 0; i < 41; i++)
            await AskAsync(server, product);
        var balance = await BalanceAsync(server);

        Assert.Equal((null, "too-few", 199), (early["personalization"]!["value"], Component(early, "p1")["state"]!.GetValue<string>(), Component(early, "p1")["count"]!.GetValue<int>()));

        // The operator's own count, over the lines of the log: what its customers may read of it, and what strangers were answered.
        var log = server.Services.GetRequiredService<IDecisionLog>();
        await log.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal(await log.CountAsync(new TenantId("demo"), TestContext.Current.CancellationToken), balance["lines"]!.GetValue<long>());
        var own = (await log.ReadAsync(new TenantId("demo"), CustomerId.Known("ann"), 1_000, TestContext.Current.CancellationToken))
            .Concat(await log.ReadAsync(new TenantId("demo"), CustomerId.Known("ben"), 1_000, TestContext.Current.CancellationToken)).ToList();
        Assert.Equal(120, own.Count(line => line.Tier == "person"));
        Assert.Equal(100 * ((120 * 1) + (41 * 0.6) + (79 * 0.1)) / 240, balance["personalization"]!["value"]!.GetValue<double>(), 1e-9);
        Assert.Equal(240, Component(balance, "p1")["count"]!.GetValue<int>());
        Assert.Equal(25, balance["personalization"]!["knownWeight"]!.GetValue<int>());

        // The other side is told by other counts: 120 personal lines are too few, and checks alone make no number.
        Assert.Equal((null, 120), (balance["privacy"]!["value"], Component(balance, "s6", "privacy")["count"]!.GetValue<int>()));
        for (var i = 0; i < 80; i++)
            await AskAsync(server, new { surface = "home", customer = "ann", count = 6 });
        var later = await BalanceAsync(server);
        // Half of what is known is security, a sixth of that each check: a new home has practised no restore and attested no second factor.
        Assert.Equal(100 * (10 + (10 * 4 / 6.0)) / 20, later["privacy"]!["value"]!.GetValue<double>(), 1e-9);
        Assert.Equal((200, 6), (Component(later, "s6", "privacy")["count"]!.GetValue<int>(), Component(later, "s8", "privacy")["count"]!.GetValue<int>()));
        Assert.Equal(20, later["privacy"]!["knownWeight"]!.GetValue<int>());
        Assert.Equal("missing", Component(later, "s1", "privacy")["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task S005_all_customers_without_data_the_axis_falls_and_the_surface_is_named()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "lamp"));
        for (var i = 0; i < 200; i++)
            await AskAsync(server, new { surface = "home", customer = "ann", count = 6 });
        var before = await BalanceAsync(server);

        await server.ChooseAsync("ann", granted: false, "recommendations");
        for (var i = 0; i < 200; i++)
            await AskAsync(server, new { surface = "home", customer = "ann", count = 6 });

        var after = (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json;
        Assert.True(after["balance"]!["personalization"]!["value"]!.GetValue<double>() < before["personalization"]!["value"]!.GetValue<double>() - 40);
        var home = Assert.Single(after["surfaces"]!.AsArray())!;
        Assert.Equal(("home", "went-generic"), (home["surface"]!.GetValue<string>(), home["generic"]!.GetValue<string>()));
        Assert.Equal((400, 200), (home["answers"]!.GetValue<int>(), home["popular"]!.GetValue<int>()));
    }

    private static async Task<JsonNode> BalanceAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json["balance"]!;

    private static JsonNode Component(JsonNode balance, string id, string axis = "personalization") =>
        Assert.Single(balance[axis]!["components"]!.AsArray(), component => component!["id"]!.GetValue<string>() == id)!;

    /// <summary>As the shop, which may ask faster than one customer.</summary>
    private static async Task AskAsync(RunningServer server, object question) =>
        Assert.Equal(HttpStatusCode.OK, (await server.AsShopAsync(HttpMethod.Post, "/v1/decisions", question)).Status);
}
