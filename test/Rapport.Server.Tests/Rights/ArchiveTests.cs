using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Rights;

public sealed class ArchiveTests
{
    [Fact]
    public async Task The_archive_has_everything_for_people_programs_and_tables()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "=1+1,\"x\"", "lamp"), Segment.Track("ann", "Products Searched", new { query = "<script>alert(1)</script>" }));
        var everything = (await server.EverythingAsync("ann")).Text;

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/archive") { Content = new StringContent("{\"language\":\"de\"}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", server.Tokens.For("ann"));
        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var files = zip.Entries.ToDictionary(entry => entry.FullName, Read);

        Assert.Equal(["choices.csv", "decisions.csv", "history.csv", "index.html", "inferences.csv", "my-data.json", "recipients.csv", "uses.csv"], files.Keys.Order(StringComparer.Ordinal));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(everything), JsonNode.Parse(files["my-data.json"])));
        Assert.Contains("\"'=1+1,\"\"x\"\"\"", files["history.csv"], StringComparison.Ordinal);
        Assert.Contains("Was Sie getan haben (2)", files["index.html"], StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", files["index.html"], StringComparison.Ordinal);
        var noted = (await server.AsShopAsync(HttpMethod.Get, "/v1/requests/" + answer.Headers.GetValues("Rapport-Request").Single())).Json;
        Assert.Equal(("export", "fulfilled"), (noted["right"]!.GetValue<string>(), noted["status"]!.GetValue<string>()));
    }

    [Fact]
    public async Task S037_what_is_inferred_stands_apart_and_is_deleted_by_itself()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-1", "lamp"), Segment.Ordered("ann", "o-2", "mat"));
        var before = (await server.EverythingAsync("ann")).Json;

        await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/requests", new { right = "deleteInference", topic = "Camping > Light" });
        var after = (await server.EverythingAsync("ann")).Json;

        Assert.Equal(["Camping > Light", "Camping > Sleeping"], Topics(before));
        Assert.All(before["inferences"]!.AsArray(), drawn => Assert.Equal(("inferred", "carried"), (drawn!["provenance"]!.GetValue<string>(), drawn["standing"]!.GetValue<string>())));
        Assert.Equal(["Camping > Sleeping"], Topics(after));
        // What she did stays hers to see: the order of the lamp, and that it is no taste.
        Assert.Equal(3, after["history"]!.AsArray().Count);

        static IEnumerable<string> Topics(JsonNode everything) => everything["inferences"]!.AsArray().Select(drawn => drawn!["topic"]!.GetValue<string>()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task S050_the_customer_sees_used_for_what_on_which_day_how_often()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-1", "tent"));
        foreach (var surface in new[] { "home", "home", "product" })
            await server.DecideAsync("ann", new { surface, count = 6, context = surface == "product" ? new { item = "lamp" } : null });
        var decisions = (await server.EverythingAsync("ann")).Json["decisions"]!.AsArray();
        server.Clock.Advance(TimeSpan.FromDays(1));
        await server.DecideAsync("ann", new { surface = "home", count = 6 });

        var uses = (await server.EverythingAsync("ann")).Json["uses"]!.AsArray();

        Assert.Equal(2, uses.Where(use => use!["surface"]!.GetValue<string>() == "home").Select(use => use!["date"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(2, uses.Single(use => use!["surface"]!.GetValue<string>() == "home" && use["times"]!.GetValue<int>() == 2)!["times"]!.GetValue<int>());
        Assert.Equal(decisions.Count + 1, uses.Sum(use => use!["times"]!.GetValue<int>()));
        Assert.All(uses, use => Assert.Equal("recommendations", use!["purpose"]!.GetValue<string>()));
    }

    [Fact]
    public async Task S059_a_changed_interest_changes_the_next_list_by_the_declared_item()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        var words = (string text) => new { en = text, de = text };
        var quiz = await server.AsShopAsync(HttpMethod.Put, "/v1/quiz", new
        {
            questions = new[]
            {
                new
                {
                    id = "likes",
                    text = words("What do you like?"),
                    answers = new[]
                    {
                        new { id = "tent", text = words("Tents"), items = new[] { "tent" } },
                        new { id = "bowl", text = words("Bowls"), items = new[] { "bowl" } },
                    },
                },
            },
        });
        Assert.Equal(HttpStatusCode.OK, quiz.Status);

        var lists = new Dictionary<string, string>();
        foreach (var answer in new[] { "tent", "bowl" })
        {
            await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/quiz", new { answers = new[] { new { question = "likes", answer } } });
            lists[answer] = (await server.DecideAsync("ann", new { surface = "home", count = 3 })).ToJsonString();
        }

        Assert.Contains("quiz:likes", lists["tent"], StringComparison.Ordinal);
        Assert.Contains("quiz:likes", lists["bowl"], StringComparison.Ordinal);
        Assert.Contains("Tents", lists["tent"], StringComparison.Ordinal);
        Assert.Contains("Bowls", lists["bowl"], StringComparison.Ordinal);
        Assert.NotEqual(Ids(lists["tent"]), Ids(lists["bowl"]));

        static IEnumerable<string> Ids(string decision) => JsonNode.Parse(decision)!["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>());
    }

    private static async Task<RunningServer> ShopAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("lamp", "Lamp", "Camping > Light"), new TestItem("mat", "Mat", "Camping > Sleeping"));
        return server;
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
