using System.Net;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Consent;

/// <summary>Choices about parts of a purpose: topics, channels, kinds of data, devices, and who must not be asked at all.</summary>
public sealed class ConsentPartsTests
{
    [Fact]
    public async Task S060_a_no_to_a_kind_of_data_removes_what_is_stored_of_it_and_keeps_the_rest()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "a"), Segment.Track("ann", "Product Added", new { product_id = "b" }));

        await ChooseAsync(server, "ann", granted: false, "data:views");

        Assert.Equal(["addedToCart"], await KindsAsync(server));
        Assert.Equal("no-consent=1", (await server.BatchAsync(Segment.Viewed("ann", "a"))).Header("Rapport-Refused"));
        Assert.Equal("1", (await server.BatchAsync(Segment.Track("ann", "Product Added", new { product_id = "a" }))).Header("Rapport-Stored"));
    }

    [Fact]
    public async Task S060_a_no_to_a_topic_removes_it_and_lets_the_others_be()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "a"), Segment.Viewed("ann", "b"));

        await ChooseAsync(server, "ann", granted: false, "topic:Kitchen > Bowls");

        Assert.Equal("a", (await server.EverythingAsync("ann")).Json["history"]!.AsArray().Single()!["item"]!.GetValue<string>());
        Assert.Equal(("1", "no-consent=1"), ((await server.BatchAsync(Segment.Viewed("ann", "a"))).Header("Rapport-Stored"), (await server.BatchAsync(Segment.Viewed("ann", "b"))).Header("Rapport-Refused")));
        Assert.False(server.IsOnDisk("Kitchen > Bowls\0"), "the topic would lie in clear");
        var part = (await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/consents")).Json["parts"]!.AsArray().Single()!;
        Assert.Equal(("topic:Kitchen > Bowls", "refused"), (part["scope"]!.GetValue<string>(), part["state"]!.GetValue<string>()));
    }

    [Fact]
    public async Task S060_S086_a_no_to_a_channel_holds_on_that_channel_from_the_next_request_on()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "a"), Segment.Viewed("ann", "b"));

        Assert.True(await IsUsedAsync(server, new { surface = "home", channel = "app" }));
        await ChooseAsync(server, "ann", granted: false, "channel:app");

        Assert.False(await IsUsedAsync(server, new { surface = "home", channel = "app" }));
        Assert.True(await IsUsedAsync(server, new { surface = "home" }));
    }

    [Fact]
    public async Task S035_what_happened_on_one_device_speaks_on_another_only_with_permission()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        var taken = await server.BatchAsync(OnDevice("phone", "a"), OnDevice("phone", "b"));
        Assert.Equal(("2", ""), (taken.Header("Rapport-Stored"), taken.Status == HttpStatusCode.OK ? "" : taken.Text));

        Assert.True(await IsUsedAsync(server, new { surface = "home", device = "phone" }));
        Assert.False(await IsUsedAsync(server, new { surface = "home", device = "laptop" }));
        Assert.False(await IsUsedAsync(server, new { surface = "home" }));

        await ChooseAsync(server, "ann", granted: true, "devices", "devices/1");
        Assert.True(await IsUsedAsync(server, new { surface = "home", device = "laptop" }));

        await ChooseAsync(server, "ann", granted: false, "devices", "devices/1");
        Assert.False(await IsUsedAsync(server, new { surface = "home", device = "laptop" }));
    }

    [Fact]
    public async Task S061_what_was_hidden_on_one_device_is_hidden_on_one_never_heard_of()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(OnDevice("phone", "bowl"));
        Assert.Contains("spoon", await BesideBowlAsync(server, "tablet"));

        await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/hides", new { item = "spoon" });

        foreach (var device in (string?[])["phone", "tablet", null])
            Assert.DoesNotContain("spoon", await BesideBowlAsync(server, device));
    }

    [Fact]
    public async Task S022_the_tracking_status_of_an_app_is_kept_and_can_be_read()
    {
        await using var server = await ShopAsync();
        foreach (var (told, kept) in new[] { ("authorized", "authorized"), ("denied", "denied"), ("restricted", "denied"), ("notDetermined", "denied") })
        {
            await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", new { choices = Array.Empty<object>(), language = "en", surface = "app", appTracking = told });
            Assert.Equal(kept, (await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/consents")).Json["appTracking"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_child_is_never_asked_and_nothing_of_a_child_is_kept()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "a"), Segment.Viewed("ann", "b"));

        var byHerself = await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/customers/me/child", new { child = true });
        var byShop = await server.AsShopAsync(HttpMethod.Put, "/v1/customers/ann/child", new { child = true });

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (byHerself.Status, byShop.Status));
        Assert.Empty(await KindsAsync(server));
        var consents = await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/consents");
        Assert.True(consents.Json["contextualOnly"]!.GetValue<bool>());
        Assert.Equal("contextual-only", (await server.ChooseAsync("ann", granted: true, "recommendations")).Problem);
        Assert.Equal("no-consent=1", (await server.BatchAsync(Segment.Track("ann", "Product Viewed", new { product_id = "a" }, consent: new { recommendations = true, learning = true }))).Header("Rapport-Refused"));

        await server.AsShopAsync(HttpMethod.Put, "/v1/customers/ann/child", new { child = false });
        Assert.Equal("1", (await server.BatchAsync(Segment.Viewed("ann", "a"))).Header("Rapport-Stored"));
    }

    [Theory]
    [InlineData("child")]
    [InlineData("app-tracking")]
    [InlineData("channel:smoke")]
    [InlineData("data:dreams")]
    [InlineData("topic:")]
    public async Task An_unknown_part_is_a_422(string scope)
    {
        await using var server = await ShopAsync();

        Assert.Equal("unknown-scope", (await ChooseAsync(server, "ann", granted: true, scope)).Problem);
    }

    [Fact]
    public async Task A_yes_to_a_sensitive_topic_needs_its_own_text()
    {
        await using var server = await ShopAsync();
        await server.StoreItemsAsync(new TestItem("p", "Painkiller", "Pharmacy"));
        await server.GrantAsync("ann", "recommendations");

        Assert.Equal("unknown-text-version", (await ChooseAsync(server, "ann", granted: true, "S1")).Problem);
        Assert.Equal("sensitive=1", (await server.BatchAsync(Segment.Viewed("ann", "p"))).Header("Rapport-Refused"));
        await ChooseAsync(server, "ann", granted: true, "S1", "sensitive-S1/1");
        Assert.Equal("1", (await server.BatchAsync(Segment.Viewed("ann", "p"))).Header("Rapport-Stored"));
        await ChooseAsync(server, "ann", granted: false, "S1", "sensitive-S1/1");
        Assert.Empty(await KindsAsync(server));
    }

    private static async Task<RunningServer> ShopAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("a", "Apron"), new TestItem("b", "Bowl", "Kitchen > Bowls"));
        return server;
    }

    private static async Task<Answer> ChooseAsync(RunningServer server, string customer, bool granted, string scope, string textVersion = "recommendations/1") =>
        await server.AsCustomerAsync(customer, HttpMethod.Put, "/v1/consents", new { choices = new[] { new { purpose = "recommendations", granted, textVersion, scope } }, language = "en", surface = "privacy-centre" });

    private static Dictionary<string, object> OnDevice(string device, string item) =>
        Segment.Viewed("ann", item).With("anonymousId", device);

    private static async Task<string[]> BesideBowlAsync(RunningServer server, string? device) =>
        [.. (await server.DecideAsync("ann", new { surface = "cart", context = new { cart = new[] { "bowl" } }, device }))["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];

    private static async Task<string[]> KindsAsync(RunningServer server) =>
        [.. (await server.EverythingAsync("ann")).Json["history"]!.AsArray().Select(line => line!["kind"]!.GetValue<string>())];

    /// <summary>Whether a decision read the customer's history: the log notes the purpose then.</summary>
    private static async Task<bool> IsUsedAsync(RunningServer server, object question)
    {
        var id = (await server.DecideAsync("ann", question))["decisionId"]!.GetValue<string>();
        return (await server.EverythingAsync("ann")).Json["decisions"]!.AsArray().Any(decision => decision!["id"]!.GetValue<string>() == id);
    }
}
