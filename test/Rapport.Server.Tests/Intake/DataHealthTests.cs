using System.Globalization;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Intake;

/// <summary>Whether what the shop sends is well, told through the API under a clock that the test moves.</summary>
public sealed class DataHealthTests
{
    [Fact]
    public async Task Events_that_stop_are_told_against_the_same_hour_of_earlier_weeks_and_one_odd_week_moves_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        foreach (var events in (int[])[40, 44, 3, 42])
        {
            await SendAsync(server, "apron-1", events);
            server.Clock.Advance(TimeSpan.FromDays(7));
        }

        // The hour that is compared is the last whole one.
        await SendAsync(server, "apron-1", 41);
        server.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await AlarmsAsync(server));
        server.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromHours(1));
        await SendAsync(server, "apron-1", 2);
        server.Clock.Advance(TimeSpan.FromHours(1));

        await using var restarted = await server.RestartAsync();
        Assert.Equal(["data/event-drop: Events stopped coming: 2 in the last whole hour, usually 42 on this weekday at this hour."], await AlarmsAsync(restarted));
    }

    [Fact]
    public async Task A_feed_that_withers_and_ids_that_break_are_told_by_numbers_alone()
    {
        await using var server = await RunningServer.StartAsync();
        var items = Enumerable.Range(0, 20).Select(i => new TestItem(string.Create(CultureInfo.InvariantCulture, $"i-{i}"), "Thing", string.Create(CultureInfo.InvariantCulture, $"Kitchen > Shelf {i % 5}"))).ToArray();
        await server.StoreItemsAsync(items);
        for (var day = 0; day < 5; day++)
        {
            await SendAsync(server, "i-1", 220);
            Assert.Empty(await AlarmsAsync(server));
            server.Clock.Advance(TimeSpan.FromDays(1));
        }

        await server.StoreItemsAsync([.. items.Take(8).Select(item => item with { InStock = false })]);
        await SendAsync(server, "i-1", 200);
        await SendAsync(server, "sku:who-knows", 40);
        var alarms = await AlarmsAsync(server);

        Assert.Equal(
            ["data/feed-items: Items vanish from the feed: 12 in stock, usually 20.", "data/feed-prices: Prices vanish from the feed: 12 items have one, usually 20.", "data/feed-categorised: Categories vanish from the feed: 12 items have one, usually 20.", "data/unknown-items: 17 % of the last day's events name items that the catalogue does not know, usually 0 %."],
            alarms);
        Assert.All(alarms, alarm => Assert.DoesNotContain("who-knows", alarm, StringComparison.Ordinal));
    }

    private static async Task SendAsync(RunningServer server, string item, int count)
    {
        await server.GrantAsync("ann", "recommendations");
        foreach (var some in Enumerable.Range(0, count).Chunk(100))
            await server.BatchAsync([.. some.Select(_ => Segment.Viewed("ann", item))]);
    }

    private static async Task<List<string>> AlarmsAsync(RunningServer server) =>
        [.. (await server.AsShopAsync(HttpMethod.Get, "/v1/alarms?language=en")).Json["alarms"]!.AsArray().Select(alarm => $"{alarm!["kind"]}/{alarm["code"]}: {alarm["text"]}")];
}
