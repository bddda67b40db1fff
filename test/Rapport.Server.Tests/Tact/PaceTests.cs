using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Tact;

/// <summary>Rules T4, T5, T6 and T8 through the public API, under a virtual clock.</summary>
public sealed class PaceTests
{
    [Fact]
    public async Task S038_T4_a_topic_waits_a_day_before_it_is_pushed_and_not_on_the_site()
    {
        await using var server = await CamperAsync();

        var early = await PersonalAsync(server, new { surface = "home", count = 6, channel = "push" });
        Assert.NotEmpty(await PersonalAsync(server, new { surface = "home", count = 6 }));
        server.Clock.Advance(TimeSpan.FromHours(23.9));
        var almost = await PersonalAsync(server, new { surface = "home", count = 6, channel = "push" });
        server.Clock.Advance(TimeSpan.FromHours(0.2));
        var due = await PersonalAsync(server, new { surface = "home", count = 6, channel = "push" });

        Assert.Empty(early);
        Assert.Empty(almost);
        Assert.NotEmpty(due);
    }

    [Fact]
    public async Task S004_T5_a_topic_shown_three_times_in_a_week_gives_way_and_its_place_is_filled()
    {
        await using var server = await CamperAsync();
        var question = new { surface = "home", count = 3 };
        var first = await server.DecideAsync("ann", question);
        for (var visit = 0; visit < 3; visit++)
        {
            Assert.Contains("lamp", Ids(await server.DecideAsync("ann", question)));
            // The same visit tells it twice: that is one exposure.
            await server.BatchAsync(Shown("ann", "lamp"));
            await server.BatchAsync(Shown("ann", "lamp"));
            server.Clock.Advance(TimeSpan.FromDays(1));
        }

        var fourth = await server.DecideAsync("ann", question);
        server.Clock.Advance(TimeSpan.FromDays(5));
        var rested = await server.DecideAsync("ann", question);

        Assert.DoesNotContain("lamp", Personal(fourth));
        Assert.Equal(first["items"]!.AsArray().Count, fourth["items"]!.AsArray().Count);
        Assert.Contains(fourth["heldBack"]!.AsArray(), held => held!["rule"]!.GetValue<string>() == "T5");
        Assert.Contains("lamp", Personal(rested));
    }

    [Fact]
    public async Task T5_what_was_clicked_is_counted_anew_and_what_never_was_rests()
    {
        await using var server = await CamperAsync();
        await PolicyAsync(server, new { preset = "balanced", parameters = new { topicExposures = 50 } });
        for (var day = 0; day < 5; day++)
        {
            await server.BatchAsync(Shown("ann", "lamp"), Shown("ann", "mat"));
            server.Clock.Advance(TimeSpan.FromDays(2));
        }

        await server.BatchAsync(Segment.Track("ann", "Product Clicked", new { product_id = "mat" }));
        var personal = await PersonalAsync(server, new { surface = "home", count = 6 });

        Assert.DoesNotContain("lamp", personal);
        Assert.Contains("mat", personal);
    }

    [Fact]
    public async Task S035_T6_a_topic_in_two_channels_is_in_no_third()
    {
        await using var server = await CamperAsync();
        await server.BatchAsync(Shown("ann", "lamp", "app"), Shown("ann", "lamp", "push"));

        var third = await server.DecideAsync("ann", new { surface = "home", count = 6 });
        var second = await PersonalAsync(server, new { surface = "home", count = 6, channel = "app" });

        Assert.DoesNotContain("lamp", Personal(third));
        Assert.Contains(third["heldBack"]!.AsArray(), held => held!["rule"]!.GetValue<string>() == "T6");
        Assert.Contains("lamp", second);
    }

    [Fact]
    public async Task S039_T8_baby_clothes_bought_bring_no_strollers_until_the_person_says_so()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(
            [.. Crowd.Items, new TestItem("romper", "Romper", "Baby > Clothes"), new TestItem("socks", "Baby socks", "Baby > Clothes"), new TestItem("stroller", "Stroller", "Baby > Strollers")]);
        for (var i = 0; i < 30; i++)
        {
            await server.GrantAsync($"parent-{i}", "recommendations", "learning");
            await server.BatchAsync(Segment.Ordered($"parent-{i}", $"o-{i}", "romper", "socks", "stroller"));
        }

        await server.TrainAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "romper"));
        server.Clock.Advance(TimeSpan.FromDays(2));
        await server.BatchAsync(Segment.Viewed("ann", "romper"));
        server.Clock.Advance(TimeSpan.FromDays(1));

        var before = await server.DecideAsync("ann", new { surface = "home", count = 8 });
        await server.BatchAsync(Segment.Track("ann", "Product Added to Wishlist", new { product_id = "socks" }));
        var said = await PersonalAsync(server, new { surface = "home", count = 8 });

        Assert.Contains("socks", Personal(before));
        Assert.DoesNotContain("stroller", Ids(before));
        Assert.Contains(before["heldBack"]!.AsArray(), held => held!["rule"]!.GetValue<string>() == "T8");
        Assert.Contains("stroller", said);
    }

    [Fact]
    public async Task T14_who_bought_a_television_is_offered_no_other_for_half_a_year_unless_they_go_there()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync([.. Crowd.Items, new TestItem("tv", "Television", "Home > Screens > Televisions"), new TestItem("tv2", "Larger television", "Home > Screens > Televisions"), new TestItem("mount", "Wall mount", "Home > Screens > Mounts")]);
        for (var i = 0; i < 30; i++)
        {
            await server.GrantAsync($"viewer-{i}", "recommendations", "learning");
            await server.BatchAsync(Segment.Ordered($"viewer-{i}", $"o-{i}", "tv", "tv2", "mount"));
        }

        await server.TrainAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tv"));
        Assert.Contains("tv2", Ids(await server.DecideAsync("ann", new { surface = "home", count = 4 })));

        await PolicyAsync(server, new { preset = "balanced", durables = new[] { "Home > Screens > Televisions" }, parameters = new { historyDays = 365 } });
        for (var day = 0; day < 180; day += 30)
        {
            var home = Ids(await server.DecideAsync("ann", new { surface = "home", count = 4 }));
            Assert.DoesNotContain("tv2", home);
            Assert.Contains("mount", home);
            server.Clock.Advance(TimeSpan.FromDays(30));
        }

        Assert.Contains("tv2", Ids(await server.DecideAsync("ann", new { surface = "home", count = 4 })));
        Assert.Contains("tv2", Ids(await server.DecideAsync("ann", new { surface = "product", context = new { item = "mount" }, count = 4 })));
    }

    [Fact]
    public async Task T12_what_was_wrapped_as_a_gift_leaves_taste_as_it_was()
    {
        await using var server = await CamperAsync();
        var before = await server.DecideAsync("ann", new { surface = "home", count = 6 });

        await server.BatchAsync(Segment.Track("ann", "Order Completed", new { order_id = "g", gift_wrap = true, products = new[] { new { product_id = "bowl" } } }));
        await server.BatchAsync(Segment.Track("ann", "Order Completed", new { order_id = "h", products = new[] { new { product_id = "whisk", gift_wrap = true } } }));

        Assert.Equal(Personal(before), Personal(await server.DecideAsync("ann", new { surface = "home", count = 6 })));
    }

    [Fact]
    public async Task T9_a_push_names_the_category_of_what_was_only_viewed()
    {
        await using var server = await CamperAsync();
        await server.GrantAsync("bea", "recommendations");
        foreach (var day in new[] { 0, 1 })
        {
            await server.BatchAsync(Segment.Viewed("bea", "tent"), Segment.Viewed("bea", "mat"));
            server.Clock.Advance(TimeSpan.FromDays(1 + day));
        }

        var pushed = await server.DecideAsync("bea", new { surface = "home", count = 4, channel = "push" });

        Assert.NotEmpty(Personal(pushed));
        Assert.All(pushed["items"]!.AsArray(), item =>
        {
            Assert.DoesNotContain("Two-person tent", item!["reason"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.DoesNotContain("Sleeping mat", item["reason"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_was_shown_is_kept_with_consent_alone_and_says_nothing_of_taste()
    {
        await using var server = await CamperAsync();
        var before = await server.DecideAsync("ann", new { surface = "home", count = 6 });

        var stranger = await server.BatchAsync(Shown("eve", "lamp"));
        await server.BatchAsync(Shown("ann", "bowl"));

        Assert.Equal("0", stranger.Header("Rapport-Stored"));
        Assert.Equal(Ids(before), Ids(await server.DecideAsync("ann", new { surface = "home", count = 6 })));
        Assert.Contains("\"shown\"", (await server.EverythingAsync("ann")).Text, StringComparison.Ordinal);
    }

    internal static Dictionary<string, object> Shown(string customer, string item, string? channel = null) =>
        Segment.Track(customer, "Recommendation Shown", channel is null ? new { products = new[] { new { product_id = item } } } : (object)new { products = new[] { new { product_id = item } }, channel });

    /// <summary>Ann bought a tent and a stove; many who did have a lamp or a mat.</summary>
    internal static async Task<RunningServer> CamperAsync()
    {
        var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "stove"));
        return server;
    }

    internal static Task<Answer> PolicyAsync(RunningServer server, object body) => server.AsShopAsync(HttpMethod.Put, "/v1/policy", body);

    internal static async Task<List<string>> PersonalAsync(RunningServer server, object question) => Personal(await server.DecideAsync("ann", question));

    internal static List<string> Personal(JsonNode answer) =>
        [.. answer["items"]!.AsArray().Where(item => item!["tier"]!.GetValue<string>() is "person" or "session").Select(item => item!["id"]!.GetValue<string>())];

    internal static List<string> Ids(JsonNode answer) => [.. answer["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
}
