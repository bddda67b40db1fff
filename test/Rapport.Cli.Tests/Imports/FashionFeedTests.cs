using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;
using Shell = Rapport.Cli.Tests.Shared.Cli;

namespace Rapport.Cli.Tests.Imports;

/// <summary>A fashion shop: its feed goes in by the command line, all else through the public API.</summary>
public sealed class FashionFeedTests : IAsyncLifetime
{
    private static readonly string[] Sizes = ["l", "m", "s"];

    private readonly Shell _cli = new();
    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, await _cli.RunAsync("tenant", "add", "demo"));
        Assert.Equal(0, await _cli.RunAsync("import", "feed", _cli.File("feed.xml", Feed()), "--json"));
        Assert.Equal((36, 12), (_cli.Json.GetProperty("items").GetInt32(), _cli.Json.GetProperty("products").GetInt32()));
        _server = await RunningServer.StartAsync(_cli.Home);

        // Sixty-four people buy three of four dresses or pairs of shoes, each in other sizes: any two products were bought together by sixteen, any two variants by a few.
        string[] crowd = [.. Enumerable.Range(0, 64).Select(i => string.Create(CultureInfo.InvariantCulture, $"crowd-{i}"))];
        await Task.WhenAll(crowd.Select(customer => _server.GrantAsync(customer, "recommendations", "learning")));
        var orders = crowd.Select((customer, i) => Segment.Ordered(customer, "o-" + customer, [.. Enumerable.Range(0, 3).Select(next => $"{(i % 2 == 0 ? "dress" : "shoe")}{1 + (((i / 2) + next) % 4)}-{Sizes[((i / 8) + next) % 3]}")]));
        Assert.Equal("64", (await _server.BatchAsync([.. orders])).Header("Rapport-Stored"));
        await _server.TrainAsync();
    }

    [Fact]
    public async Task S014_views_of_a_category_raise_its_items_and_sizes_are_one_product()
    {
        await _server.GrantAsync("ann", "recommendations");
        await _server.GrantAsync("ben", "recommendations");

        // Two sizes of one dress are one dress: too little to speak of.
        await _server.BatchAsync(Segment.Viewed("ann", "dress1-s"), Segment.Viewed("ann", "dress1-m"));
        var afterOne = await HomeAsync("ann");
        await _server.BatchAsync(Segment.Viewed("ann", "dress2-l"));
        var afterTwo = await HomeAsync("ann");
        await _server.BatchAsync(Segment.Viewed("ben", "shoe1-s"), Segment.Viewed("ben", "shoe2-l"));
        var bens = await HomeAsync("ben");

        Assert.DoesNotContain(afterOne["items"]!.AsArray(), item => item!["tier"]!.GetValue<string>() is "person" or "session");
        Assert.All(Ids(afterTwo).Take(3), id => Assert.StartsWith("dress", id, StringComparison.Ordinal));
        Assert.All(Ids(bens).Take(3), id => Assert.StartsWith("shoe", id, StringComparison.Ordinal));
        Assert.Contains("Dress", afterTwo["items"]![0]!["reason"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.All([afterOne, afterTwo, bens], ShowsNoProductTwice);
    }

    [Fact]
    public async Task S014_the_size_that_was_bought_is_shown_and_said_and_a_gift_is_no_size()
    {
        await _server.GrantAsync("ann", "recommendations");
        await _server.BatchAsync(Segment.Ordered("ann", "o-ann", "dress1-s"));

        var mine = await HomeAsync("ann");

        Assert.DoesNotContain("dress1", Ids(mine).Select(Product));
        Assert.Equal("In size S, like Dress 1, S.", Sized(mine, "dress2-s"));
        // Of the third dress no S is in stock, of the shoes she has no size: the first in stock.
        Assert.All(Ids(mine).Where(id => id.StartsWith("dress3", StringComparison.Ordinal)), id => Assert.Equal("dress3-m", id));
        Assert.All(Ids(mine).Where(id => id.StartsWith("shoe", StringComparison.Ordinal)), id => Assert.EndsWith("-l", id, StringComparison.Ordinal));
        ShowsNoProductTwice(mine);

        await _server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/gifts", new { item = "dress1-s" });
        Assert.DoesNotContain("In size", (await HomeAsync("ann")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S014_what_goes_with_a_product_goes_with_each_of_its_sizes_and_taking_evidence_back_takes_all_sizes()
    {
        foreach (var size in Sizes)
        {
            var page = (await _server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "product", tenant = "demo", context = new { item = "dress1-" + size }, count = 4 })).Json;

            Assert.Contains("dress2", Ids(page).Select(Product));
            Assert.DoesNotContain("dress1", Ids(page).Select(Product));
            ShowsNoProductTwice(page);
        }

        await _server.GrantAsync("ann", "recommendations");
        await _server.BatchAsync(Segment.Ordered("ann", "o-ann", "dress1-s"), Segment.Added("ann", "dress1-m"));
        await _server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/items/dress1-m");
        Assert.Empty((await _server.EverythingAsync("ann")).Json["history"]!.AsArray());
    }

    [Fact]
    public async Task S014_a_page_may_ask_for_whom_things_are_made_and_nobody_is_taken_for_anybody()
    {
        await _server.GrantAsync("ann", "recommendations");
        await _server.BatchAsync(Segment.Ordered("ann", "o-ann", "dress1-s"));

        var kids = await _server.DecideAsync("ann", new { surface = "home", count = 12, filters = new { ageGroup = "kids" } });
        var men = await _server.DecideAsync("ann", new { surface = "home", count = 12, filters = new { gender = "male" } });
        var wrong = await _server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/decisions", new { surface = "home", filters = new { gender = "lady" } });

        Assert.Empty(Ids(kids));
        Assert.NotEmpty(Ids(men));
        Assert.All(Ids(men), id => Assert.StartsWith("shoe", id, StringComparison.Ordinal));
        Assert.Equal("invalid-value", wrong.Problem);
        Assert.Contains(Ids(await HomeAsync("ann")), id => id.StartsWith("shoe", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        _cli.Dispose();
    }

    /// <summary>Four dresses for women, four pairs of shoes for all and four jackets for children, three sizes each. The third dress is sold out but for M.</summary>
    private static string Feed()
    {
        var items = from kind in new[] { (Id: "dress", Path: "Women &gt; Dresses", Gender: "female", Age: "adult"), (Id: "shoe", Path: "Shoes &gt; Trainers", Gender: "unisex", Age: "adult"), (Id: "jacket", Path: "Children &gt; Jackets", Gender: "unisex", Age: "kids") }
                    from number in Enumerable.Range(1, 4)
                    from size in Sizes
                    let name = $"{char.ToUpperInvariant(kind.Id[0])}{kind.Id[1..]} {number}, {size.ToUpperInvariant()}"
                    let stock = kind.Id == "dress" && number == 3 && size != "m" ? "out_of_stock" : "in_stock"
                    select $"<item><g:id>{kind.Id}{number}-{size}</g:id><g:item_group_id>{kind.Id}{number}</g:item_group_id><g:title>{name}</g:title><g:product_type>{kind.Path}</g:product_type>"
                        + $"<g:price>{40 + number}.00 EUR</g:price><g:availability>{stock}</g:availability><g:size>{size.ToUpperInvariant()}</g:size><g:gender>{kind.Gender}</g:gender><g:age_group>{kind.Age}</g:age_group></item>";
        return $"<rss version=\"2.0\" xmlns:g=\"http://base.google.com/ns/1.0\"><channel>{string.Concat(items)}</channel></rss>";
    }

    private Task<JsonNode> HomeAsync(string customer) => _server.DecideAsync(customer, new { surface = "home", count = 8 });

    private static string[] Ids(JsonNode answer) => [.. answer["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];

    private static string Product(string id) => id[..id.IndexOf('-', StringComparison.Ordinal)];

    private static void ShowsNoProductTwice(JsonNode answer) => Assert.Equal(Ids(answer).Length, Ids(answer).Select(Product).Distinct().Count());

    /// <summary>What a reason says of the size.</summary>
    private static string Sized(JsonNode answer, string id)
    {
        var text = answer["items"]!.AsArray().Single(item => item!["id"]!.GetValue<string>() == id)!["reason"]!["text"]!.GetValue<string>();
        return text[text.IndexOf("In size", StringComparison.Ordinal)..];
    }
}
