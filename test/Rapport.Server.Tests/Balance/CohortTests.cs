using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Balance;

public sealed class CohortTests
{
    [Fact]
    public async Task S018_seeded_cohorts_reproduce_the_retention_table_and_cells_about_few_are_withheld()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("lamp", "Lamp"));
        await SeedAsync(server, "l", 24, "recommendations", "learning", "measurement");
        await SeedAsync(server, "s", 25, "recommendations", "measurement");
        await SeedAsync(server, "m", 19, "measurement");
        await SeedAsync(server, "u", 30, "recommendations", "learning");

        server.Clock.Advance(TimeSpan.FromDays(40));
        await BuyAsync(server, "l", 18, "second");
        await BuyAsync(server, "s", 3, "second");
        await BuyAsync(server, "m", 19, "second");
        await BuyAsync(server, "u", 30, "second");
        server.Clock.Advance(TimeSpan.FromDays(30));
        await BuyAsync(server, "l", 8, "third");
        server.Clock.Advance(TimeSpan.FromDays(25));

        var report = (await server.AsShopAsync(HttpMethod.Get, "/v1/cohorts")).Json;

        Assert.Equal(
            ["measured  1: 2: 3: 4:", "suggestions 25 1:25/ 2:25/0 3: 4:", "learning 24 1:24/18 2:24/8 3: 4:"],
            report["cohorts"]!.AsArray().Select(Row));
        Assert.Equal(0.75, report["cohorts"]![2]!["periods"]![0]!["share"]!.GetValue<double>());
        await server.ChooseAsync("l0", granted: false, "measurement");
        Assert.Equal(23, (await server.AsShopAsync(HttpMethod.Get, "/v1/cohorts")).Json["cohorts"]![2]!["customers"]!.GetValue<int>());
    }

    private static async Task SeedAsync(RunningServer server, string cohort, int customers, params string[] purposes)
    {
        for (var i = 0; i < customers; i++)
            await server.GrantAsync(cohort + i, purposes);
        await BuyAsync(server, cohort, customers, "first");
    }

    private static async Task BuyAsync(RunningServer server, string cohort, int customers, string order) =>
        await server.BatchAsync([.. Enumerable.Range(0, customers).Select(i => Segment.Ordered(cohort + i, $"{order}-{cohort}{i}", "lamp"))]);

    private static string Row(JsonNode? cohort) =>
        $"{cohort!["name"]} {cohort["customers"]} {string.Join(' ', cohort["periods"]!.AsArray().Take(4).Select(period => $"{period!["period"]}:{(period["of"] is null ? "" : period["of"] + "/" + period["kept"])}"))}";
}
