using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Events;
using Rapport.Server.Balance;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Balance;

/// <summary>The balance of a running shop: from its decision log, day by day.</summary>
public sealed class LeanTests
{
    [Fact]
    public async Task S003_both_axes_come_from_the_lines_of_the_decision_log()
    {
        await using var server = await RunningServer.StartAsync();
        await PersonalAsync(server);

        var balance = await ReadAsync(server);

        // 120 personal lines, 100 of strangers.
        Assert.Equal(220, balance["lines"]!.GetValue<int>());
        Assert.Equal(((120 * 1) + (100 * 0.1)) / 220, Component(balance, "p1")["value"]!.GetValue<double>(), 1e-9);
        Assert.Equal((1.0, 220), (Component(balance, "s1")["value"]!.GetValue<double>(), Component(balance, "s1")["count"]!.GetValue<int>()));
        Assert.Equal(18, balance["measures"]!.AsArray().Count);
        Assert.Equal("trust-without-engagement", balance["quadrant"]!.GetValue<string>());
        Assert.Contains(balance["challenges"]!.AsArray(), challenge => challenge!["id"]!.GetValue<string>() == "generic-rows");
        Assert.Equal(("mend-security", "failed-security"), (balance["next"]!["action"]!.GetValue<string>(), balance["next"]!["fault"]!.GetValue<string>()));
    }

    [Fact]
    public async Task The_script_computes_the_exported_log_of_a_server_again()
    {
        await using var server = await RunningServer.StartAsync();
        await PersonalAsync(server);
        var file = Path.GetTempFileName();
        var export = await server.AsShopAsync(HttpMethod.Get, "/v1/balance/export");
        await File.WriteAllTextAsync(file, export.Text, TestContext.Current.CancellationToken);

        var (code, said) = await RunAsync(file);

        Assert.True(code == 0, said);
        Assert.DoesNotContain("\"ann\"", export.Text, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task S091_days_are_closed_once_and_a_step_that_is_taken_is_looked_at_after_fourteen_days()
    {
        await using var server = await RunningServer.StartAsync();
        await PersonalAsync(server);
        var refused = await server.AsShopAsync(HttpMethod.Post, "/v1/balance/steps", new { action = "explain-all" });
        var taken = await server.AsShopAsync(HttpMethod.Post, "/v1/balance/steps", new { action = "mend-security" });
        server.Clock.Advance(TimeSpan.FromDays(1));
        var book = server.Services.GetRequiredService<BalanceBook>();

        Assert.Equal((1, 0), (await book.CloseAsync(new TenantId("demo"), TestContext.Current.CancellationToken), await book.CloseAsync(new TenantId("demo"), TestContext.Current.CancellationToken)));
        for (var i = 0; i < 220; i++)
            await server.AsShopAsync(HttpMethod.Post, "/v1/decisions", new { surface = "product", context = new { item = "tent" }, count = 6 });
        server.Clock.Advance(TimeSpan.FromDays(14));
        var balance = await ReadAsync(server);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (refused.Status, taken.Status));
        Assert.True(balance["history"]!.AsArray().Count >= 2);
        Assert.Equal("trust-without-engagement", balance["history"]![0]!["quadrant"]!.GetValue<string>());
        var step = Assert.Single(balance["steps"]!.AsArray())!;
        Assert.True(step["privacy"]!["value"]!.GetValue<double>() > 0);
        Assert.NotNull(step["realPersonalization"]);
    }

    private static async Task PersonalAsync(RunningServer server)
    {
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "lamp"));
        for (var i = 0; i < 220; i++)
            await server.AsShopAsync(HttpMethod.Post, "/v1/decisions", i < 120 ? new { surface = "home", customer = "ann", count = 6 } : new { surface = "home", count = 6 });
    }

    private static async Task<JsonNode> ReadAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/balance")).Json;

    private static JsonNode Component(JsonNode balance, string id) =>
        Assert.Single(balance[id[0] == 'p' ? "personalization" : "privacy"]!["components"]!.AsArray(), component => component!["id"]!.GetValue<string>() == id)!;

    private static async Task<(int Code, string Said)> RunAsync(string file)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", [Path.Combine(Repository.Folder, "scripts/recompute_lean_index.py"), file]) { RedirectStandardOutput = true })!;
        var said = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (python.ExitCode, said);
    }
}
