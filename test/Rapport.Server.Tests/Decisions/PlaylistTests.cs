using System.Globalization;
using System.Net;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Decisions;

public sealed class PlaylistTests
{
    [Fact]
    public async Task S009_a_playlist_is_as_long_as_asked_and_the_same_on_a_refresh()
    {
        await using var server = await MusicAsync();
        await server.GrantAsync("ann", "recommendations");

        var tracks = await server.DecideAsync("ann", new { surface = "playlist", count = 8, playlist = new { seed = "monday" } });
        var again = await server.DecideAsync("ann", new { surface = "playlist", count = 8, playlist = new { seed = "monday" } });
        var minutes = await server.DecideAsync("ann", new { surface = "playlist", playlist = new { minutes = 20 } });

        Assert.Equal(8, tracks["items"]!.AsArray().Count);
        Assert.Equal(tracks["items"]!.ToJsonString(), again["items"]!.ToJsonString());
        // Tracks of four minutes each.
        Assert.Equal(5, minutes["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"surface":"playlist","playlist":{"minutes":601}}""", "$.playlist.minutes")]
    [InlineData("""{"surface":"playlist","playlist":{"discoveryShare":1.5}}""", "$.playlist.discoveryShare")]
    [InlineData("""{"surface":"playlist","playlist":{"mostPerCreator":0}}""", "$.playlist.mostPerCreator")]
    public async Task A_wish_out_of_bounds_is_refused(string question, string member)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.AsShopAsync(HttpMethod.Post, "/v1/decisions", System.Text.Json.Nodes.JsonNode.Parse(question));

        Assert.Equal(("invalid-value", member), (answer.Problem, answer.Json["member"]!.GetValue<string>()));
    }

    [Fact]
    public async Task S028_played_to_the_end_by_segment_events_the_next_episode_follows_and_exclusion_ends_it()
    {
        await using var server = await MusicAsync();
        await server.GrantAsync("ann", "recommendations");

        var stored = await server.BatchAsync(
            Segment.Track("ann", "Video Content Completed", new { asset_id = "fjord1", title = "dropped", position = 12 }),
            Segment.Track("ann", "Video Playback Started", new { content_asset_ids = new[] { "t1", "t2" }, session_id = "dropped" }));
        var next = await server.DecideAsync("ann", new { surface = "next" });
        var excluded = await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/exclusions", new { item = "fjord1" });
        var after = await server.DecideAsync("ann", new { surface = "next" });
        await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/exclusions/fjord1");

        Assert.Equal("2", stored.Header("Rapport-Stored"));
        Assert.Contains("properties.title=1", stored.Header("Rapport-Dropped"), StringComparison.Ordinal);
        Assert.Equal(("fjord2", "Next after Fjord 1."), (next["items"]![0]!["id"]!.GetValue<string>(), next["items"]![0]!["reason"]!["text"]!.GetValue<string>()));
        Assert.Equal("completed", next["items"]![0]!["reason"]!["evidence"]![0]!["kind"]!.GetValue<string>());
        Assert.True(excluded.Json["excluded"]!.GetValue<bool>());
        Assert.DoesNotContain("fjord2", after["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
        Assert.Equal("fjord2", (await server.DecideAsync("ann", new { surface = "next" }))["items"]![0]!["id"]!.GetValue<string>());
    }

    private static async Task<RunningServer> MusicAsync()
    {
        var server = await RunningServer.StartAsync();
        var tracks = Enumerable.Range(1, 20).Select(i => (object)new
        {
            id = string.Create(CultureInfo.InvariantCulture, $"t{i}"),
            title = string.Create(CultureInfo.InvariantCulture, $"Track {i}"),
            category = "Music > Jazz",
            price = "1.00",
            creator = string.Create(CultureInfo.InvariantCulture, $"artist {i % 7}"),
            durationSeconds = 240,
        });
        var parts = Enumerable.Range(1, 3).Select(i => (object)new
        {
            id = string.Create(CultureInfo.InvariantCulture, $"fjord{i}"),
            title = string.Create(CultureInfo.InvariantCulture, $"Fjord {i}"),
            category = "Series > Crime",
            price = "1.00",
            series = "Fjord",
            seriesPosition = i,
        });
        var stored = await server.AsShopAsync(HttpMethod.Put, "/v1/items", new { items = tracks.Concat(parts) });
        Assert.Equal(HttpStatusCode.OK, stored.Status);
        for (var i = 0; i < 6; i++)
        {
            var listener = string.Create(CultureInfo.InvariantCulture, $"crowd-{i}");
            await server.GrantAsync(listener, "recommendations", "learning");
            await server.BatchAsync([.. Enumerable.Range(1, 20).Select(track => Segment.Track(listener, "Video Content Completed", new { asset_id = string.Create(CultureInfo.InvariantCulture, $"t{track}") }))]);
        }

        await server.TrainAsync();
        return server;
    }
}
