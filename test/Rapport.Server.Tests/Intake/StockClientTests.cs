using System.Diagnostics;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Intake;

public sealed class StockClientTests
{
    [Fact]
    public async Task S001_the_stock_segment_client_fills_my_data_of_who_consented_and_leaves_nothing_of_who_did_not()
    {
        var clients = Path.Combine(Repository.Folder, "test", "clients");
        if (!Directory.Exists(Path.Combine(clients, "node_modules", "@segment", "analytics-node")) && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip("@segment/analytics-node is not installed: run npm ci in test/clients.");
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("yes-person-51c2", "recommendations");
        var rows = (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json["lines"]!.GetValue<int>();

        var said = await NodeAsync(clients, "segment/shop.mjs", server.Address, server.Keys.WriteKey, "yes-person-51c2", "no-person-9b7e");

        Assert.Empty(said["errors"]!.AsArray());
        Assert.NotEmpty(said["answers"]!.AsArray());
        var history = (await server.EverythingAsync("yes-person-51c2")).Json["history"]!.AsArray();
        Assert.Equal(["categoryViewed ", "productViewed tent", "productClicked tent", "orderCompleted tent", "orderCompleted lamp"], history.Select(line => $"{line!["kind"]} {line["item"]}"));
        Assert.Equal(rows + 5, (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json["lines"]!.GetValue<int>());
        await AssertShowsInADecisionAsync(server);

        Assert.Equal(0, (await server.EverythingAsync("no-person-9b7e")).Json["total"]!.GetValue<int>());
        foreach (var trace in (string[])["no-person-9b7e", "order-of-no-person", "yes-person-51c2", "order-of-yes-person", "leak.example", "203.0.113.77", "LeakyBrowser", "1931-03-07"])
            Assert.False(server.IsOnDisk(trace), trace);
    }

    private static async Task AssertShowsInADecisionAsync(RunningServer server)
    {
        var decision = await server.DecideAsync("yes-person-51c2", new { surface = "home", count = 6 });

        Assert.Equal("person", decision["tier"]!.GetValue<string>());
        var evidence = decision["items"]!.AsArray().SelectMany(item => item!["reason"]!["evidence"]!.AsArray()).Select(piece => piece!["item"]!.GetValue<string>());
        Assert.Subset(new HashSet<string> { "tent", "lamp" }, evidence.ToHashSet());
        Assert.DoesNotContain("\"id\":\"tent\"", decision["items"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> NodeAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("node", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, await errors);
        return JsonNode.Parse(await output)!;
    }
}
