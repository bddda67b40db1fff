using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Compliance;
using Rapport.Server.Tests.Shared;
using Rapport.Storage.House;

namespace Rapport.Server.Tests.Boundary;

/// <summary>What a shop can show an authority.</summary>
public sealed class ComplianceTests
{
    [Fact]
    public async Task S019_checks_run_every_day_each_with_its_date_outcome_and_evidence()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "apron-1"));
        Assert.Equal((null, false), ((string?)(await ReadAsync(server))["at"], (await ReadAsync(server))["holds"]!.GetValue<bool>()));

        var job = server.Services.GetRequiredService<ComplianceService>();
        await job.RunDueAsync(TestContext.Current.CancellationToken);
        await job.RunDueAsync(TestContext.Current.CancellationToken);
        server.Clock.Advance(TimeSpan.FromHours(24));
        await server.AsShopAsync(HttpMethod.Post, "/v1/retention/run");
        await job.RunDueAsync(TestContext.Current.CancellationToken);
        var daily = await ReadAsync(server);

        Assert.Equal(2, daily["runs"]!.AsArray().Count);
        Assert.Equal(18, daily["checks"]!.AsArray().Count);
        Assert.All(daily["checks"]!.AsArray(), check =>
        {
            Assert.InRange(server.Clock.GetUtcNow() - check!["at"]!.GetValue<DateTimeOffset>(), TimeSpan.Zero, TimeSpan.FromMinutes(5));
            Assert.NotEmpty(check["evidence"]!.GetValue<string>());
        });
        Assert.Equal(["breach-drill", "backup-age", "transport", "restore-drill", "admin-second-factor"], Failed(daily));
        new BackupRegister(server.Home).Note(BackupEntry.Data, server.Home, server.Clock.GetUtcNow());
        Assert.DoesNotContain("backup-age", Failed((await server.AsShopAsync(HttpMethod.Post, "/v1/compliance/run")).Json));
        Assert.Equal("1 choices looked at; 0 yes without a text version that was ever shown.", Evidence(daily, "consents-have-words"));
        Assert.DoesNotContain("\"ann\"", daily.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S019_what_goes_wrong_fails_its_check_and_what_is_done_mends_it()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "apron-1"));
        var drill = (await server.AsShopAsync(HttpMethod.Post, "/v1/breaches", new { drill = true, scope = "export", since = server.Clock.GetUtcNow().AddHours(-3), until = server.Clock.GetUtcNow().AddHours(-2) })).Json["id"]!.GetValue<string>();
        await server.AsShopAsync(HttpMethod.Post, $"/v1/breaches/{drill}/reported");
        foreach (var check in (string[])["restore-drill", "admin-second-factor", "transport", "backup-age"])
            await server.AsShopAsync(HttpMethod.Post, "/v1/compliance/attestations", new { check, evidence = "protocol 12" });
        var well = (await server.AsShopAsync(HttpMethod.Post, "/v1/compliance/run")).Json;

        await server.AsShopAsync(HttpMethod.Post, "/v1/requests", new { right = "access", regime = "gdpr", customer = "ann", onlyNote = true });
        await server.AsShopAsync(HttpMethod.Post, "/v1/breaches", new { scope = "logs", since = server.Clock.GetUtcNow().AddHours(-3), until = server.Clock.GetUtcNow().AddHours(-2) });
        server.Clock.Advance(TimeSpan.FromDays(370));
        var ill = (await server.AsShopAsync(HttpMethod.Post, "/v1/compliance/run?language=de")).Json;

        Assert.True(well["holds"]!.GetValue<bool>(), string.Join(", ", Failed(well)));
        Assert.Equal(["requests-in-time", "retention-kept", "breaches-in-time", "breach-drill", "backup-age", "transport", "key-age", "restore-drill", "patch-age", "admin-second-factor"], Failed(ill));
        Assert.Equal("1 Verletzungen im Register, 1 zu spät oder nicht gemeldet.", Evidence(ill, "breaches-in-time"));
        Assert.Contains("overdue", Assert.Single((await server.AsShopAsync(HttpMethod.Get, "/v1/alarms")).Json["alarms"]!.AsArray())!["code"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("invalid-value", (await server.AsShopAsync(HttpMethod.Post, "/v1/compliance/attestations", new { check = "audit-whole", evidence = "trust me" })).Problem);
    }

    private static async Task<JsonNode> ReadAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/compliance")).Json;

    private static IEnumerable<string> Failed(JsonNode answer) => answer["checks"]!.AsArray().Where(check => !check!["holds"]!.GetValue<bool>()).Select(check => check!["id"]!.GetValue<string>());

    private static string Evidence(JsonNode answer, string id) => Assert.Single(answer["checks"]!.AsArray(), check => check!["id"]!.GetValue<string>() == id)!["evidence"]!.GetValue<string>();
}
