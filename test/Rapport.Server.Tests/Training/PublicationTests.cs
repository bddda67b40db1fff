using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Training;

/// <summary>The gate before a model is served.</summary>
public sealed class PublicationTests
{
    [Theory]
    [InlineData("ann.holm@example.org")]
    [InlineData("crowd-7")]
    public async Task S078_a_model_with_a_raw_id_as_a_feature_is_not_published_and_the_one_before_it_answers(string raw)
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        var before = await ModelAsync(server);
        await server.StoreItemsAsync(new TestItem(raw, "A thing named like a person", "Kitchen > Bowls"));
        await server.GrantAsync("eve", "recommendations", "learning");
        await server.BatchAsync(Segment.Ordered("eve", "o-eve", "bowl", raw));

        var refused = await server.AsShopAsync(HttpMethod.Post, "/v1/model/train", new { refreshLists = true });
        var after = await ModelAsync(server);
        var health = (await server.SendAsync(HttpMethod.Get, "/health")).Json;
        var answer = await server.AsShopAsync(HttpMethod.Post, "/v1/decisions", new { surface = "product", context = new { item = "tent" }, count = 6 });

        Assert.True(before["publication"]!["published"]!.GetValue<bool>());
        Assert.All(before["publication"]!["safeguards"]!.AsArray(), safeguard => Assert.True(safeguard!["holds"]!.GetValue<bool>(), safeguard["id"]!.ToString()));
        Assert.Equal((HttpStatusCode.Conflict, "model-refused"), (refused.Status, refused.Problem));
        Assert.Contains("no-raw-ids", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(raw, refused.Text, StringComparison.Ordinal);
        Assert.Equal(before["hash"]!.GetValue<string>(), after["hash"]!.GetValue<string>());
        Assert.Equal(["no-raw-ids"], Failed(after));
        Assert.Equal("refused", health["checks"]!["model"]!.GetValue<string>());
        Assert.NotEmpty(answer.Json["items"]!.AsArray());

        // Once nobody let anybody learn from it any more, the next one passes.
        await server.ChooseAsync("eve", granted: false, "learning");
        await server.TrainAsync();
        Assert.Empty(Failed(await ModelAsync(server)));
    }

    [Fact]
    public async Task S078_a_model_read_before_an_erasure_it_must_be_clean_of_is_not_published()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        var before = await ModelAsync(server);
        server.Clock.Advance(TimeSpan.FromHours(1));
        await server.AsShopAsync(HttpMethod.Delete, "/v1/customers/crowd-7");

        // A clock that goes back cannot say what came first.
        server.Clock.Advance(TimeSpan.FromHours(-1));
        var refused = await server.AsShopAsync(HttpMethod.Post, "/v1/model/train", new { refreshLists = true });
        server.Clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal("model-refused", refused.Problem);
        Assert.Equal(["erased-are-out"], Failed(await ModelAsync(server)));
        await server.TrainAsync();
        Assert.NotEqual(before["hash"]!.GetValue<string>(), (await ModelAsync(server))["hash"]!.GetValue<string>());
    }

    private static IEnumerable<string> Failed(JsonNode model) => model["publication"]!["safeguards"]!.AsArray().Where(safeguard => !safeguard!["holds"]!.GetValue<bool>()).Select(safeguard => safeguard!["id"]!.GetValue<string>());

    private static async Task<JsonNode> ModelAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/model")).Json;
}
