using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Balance;

/// <summary>Security as a part of the balance, and the alarms at both of its ends.</summary>
public sealed class LeanAlarmTests
{
    [Fact]
    public async Task S073_each_failed_security_check_takes_the_documented_points_from_the_privacy_axis()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await PersonalAsync(server, 200);
        foreach (var check in (string[])["restore-drill", "admin-second-factor"])
            await AttestAsync(server, check);
        var whole = await BalanceAsync(server);

        await LookAtManyAsync(server);
        var alarmed = await BalanceAsync(server);
        await AttestAsync(server, "alarms-answered");
        var answered = await BalanceAsync(server);

        Assert.All(whole["posture"]!.AsArray(), check => Assert.True(check!["holds"]!.GetValue<bool>(), check["id"]!.ToString()));
        Assert.Equal(["encryption", "key-age", "restore-drill", "alarms-answered", "patch-age", "admin-second-factor"], whole["posture"]!.AsArray().Select(check => check!["id"]!.GetValue<string>()));
        Assert.Equal(["alarms-answered"], Failed(alarmed));
        var points = alarmed["posture"]![0]!["points"]!.GetValue<double>();
        Assert.Equal(100 * 10 / 20.0 / 6, points, 1e-9);
        Assert.Equal(points, Privacy(whole) - Privacy(alarmed), 1e-9);
        Assert.Equal(Privacy(whole), Privacy(answered), 1e-9);
    }

    [Fact]
    public async Task S024_both_ends_alarm_each_with_its_own_words()
    {
        await using var server = await RunningServer.StartAsync();
        // A year and more in which nobody rotated keys, patched, practised a restore, or asked admins for a second factor.
        server.Clock.Advance(TimeSpan.FromDays(400));
        await Crowd.FillAsync(server);
        await PersonalAsync(server, 200);
        Assert.DoesNotContain(await AlarmsAsync(server), alarm => alarm.Kind == "lean");
        await LookAtManyAsync(server);
        var (far, german) = (Assert.Single(await AlarmsAsync(server)), Assert.Single(await AlarmsAsync(server, "de")));

        foreach (var check in (string[])["restore-drill", "admin-second-factor", "alarms-answered"])
            await AttestAsync(server, check);
        Assert.Empty(await AlarmsAsync(server));
        for (var i = 0; i < 300; i++)
            await AskAsync(server, new { surface = "home", count = 6 });
        var (shy, shyGerman) = (Assert.Single(await AlarmsAsync(server)), Assert.Single(await AlarmsAsync(server, "de")));

        Assert.Equal(("lean", "too-far"), (far.Kind, far.Code));
        Assert.StartsWith("Engagement without trust: personalization stands at 100 and privacy at 58 of 100", far.Text, StringComparison.Ordinal);
        Assert.Contains("Keys are rotated", far.Text, StringComparison.Ordinal);
        Assert.StartsWith("Engagement ohne Vertrauen", german.Text, StringComparison.Ordinal);
        Assert.Equal(("lean", "falls-short"), (shy.Kind, shy.Code));
        Assert.StartsWith("Trust without engagement: privacy stands at 83 and personalization at 46 of 100", shy.Text, StringComparison.Ordinal);
        Assert.StartsWith("Vertrauen ohne Engagement", shyGerman.Text, StringComparison.Ordinal);
    }

    private static async Task PersonalAsync(RunningServer server, int lines)
    {
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "lamp"));
        for (var i = 0; i < lines; i++)
            await AskAsync(server, new { surface = "home", customer = "ann", count = 6 });
    }

    /// <summary>More people within a minute than staff looks at by hand.</summary>
    private static async Task LookAtManyAsync(RunningServer server)
    {
        for (var i = 0; i < 101; i++)
            await server.AsShopAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"/v1/customers/crowd-{i}"));
    }

    private static async Task AttestAsync(RunningServer server, string check) =>
        Assert.Equal(HttpStatusCode.OK, (await server.AsShopAsync(HttpMethod.Post, "/v1/compliance/attestations", new { check, evidence = "protocol 12" })).Status);

    private static async Task<JsonNode> BalanceAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json["balance"]!;

    private static async Task<List<(string Kind, string Code, string Text)>> AlarmsAsync(RunningServer server, string language = "en") =>
        [.. (await server.AsShopAsync(HttpMethod.Get, "/v1/alarms?language=" + language)).Json["alarms"]!.AsArray().Select(alarm => (alarm!["kind"]!.GetValue<string>(), alarm["code"]!.GetValue<string>(), alarm["text"]!.GetValue<string>()))];

    private static double Privacy(JsonNode balance) => balance["privacy"]!["value"]!.GetValue<double>();

    private static IEnumerable<string> Failed(JsonNode balance) => balance["posture"]!.AsArray().Where(check => !check!["holds"]!.GetValue<bool>()).Select(check => check!["id"]!.GetValue<string>());

    private static async Task AskAsync(RunningServer server, object question) =>
        Assert.Equal(HttpStatusCode.OK, (await server.AsShopAsync(HttpMethod.Post, "/v1/decisions", question)).Status);
}
