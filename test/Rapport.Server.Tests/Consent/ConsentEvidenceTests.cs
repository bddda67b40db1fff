using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Consent;

/// <summary>How choices are proven, repeated, asked again, and what browsers say by themselves.</summary>
public sealed class ConsentEvidenceTests
{
    [Fact]
    public async Task A_repeated_request_writes_once_and_another_one_under_its_key_is_refused()
    {
        await using var server = await ShopAsync();
        server.Http.DefaultRequestHeaders.Add("Idempotency-Key", "0b5c-1");
        await server.GrantAsync("ann", "recommendations");
        await server.GrantAsync("ann", "recommendations");

        var other = await server.ChooseAsync("ann", granted: false, "recommendations");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "other-request"), (other.Status, other.Problem));
        Assert.Single(await EntriesAsync(server));
    }

    [Fact]
    public async Task A_replayed_yes_does_not_undo_a_withdrawal()
    {
        await using var server = await ShopAsync();
        server.Http.DefaultRequestHeaders.Add("Idempotency-Key", "first");
        await server.GrantAsync("ann", "recommendations");
        server.Http.DefaultRequestHeaders.Remove("Idempotency-Key");
        await server.ChooseAsync("ann", granted: false, "recommendations");

        server.Http.DefaultRequestHeaders.Add("Idempotency-Key", "first");
        var replayed = await server.ChooseAsync("ann", granted: true, "recommendations");

        Assert.Equal("withdrawn", replayed.Json["purposes"]![0]!["state"]!.GetValue<string>());
        Assert.Equal("no-consent=1", (await server.BatchAsync(Segment.Viewed("ann", "a"))).Header("Rapport-Refused"));
    }

    [Fact]
    public async Task A_choice_keeps_its_law_its_place_and_what_the_browser_said()
    {
        await using var server = await ShopAsync();
        server.Http.DefaultRequestHeaders.Add("Sec-GPC", "1");

        var answer = await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", new { choices = new[] { new { purpose = "learning", granted = false, textVersion = "learning/1" } }, language = "en", surface = "home", jurisdiction = "US-CA" });

        var entry = Assert.Single(await EntriesAsync(server))!;
        Assert.Equal(("optOut", "US-CA", """["gpc"]"""), (entry["regime"]!.GetValue<string>(), entry["jurisdiction"]!.GetValue<string>(), entry["signals"]!.ToJsonString()));
        var (asked, due) = (answer.Json["optOut"]!["requestedAt"]!.GetValue<DateTimeOffset>(), answer.Json["optOut"]!["dueAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(21, (due - asked).Days);
        Assert.Equal(asked, answer.Json["optOut"]!["doneAt"]!.GetValue<DateTimeOffset>());
    }

    [Theory]
    [InlineData("1", """["recommendations"]""")]
    [InlineData("1, 1", """["recommendations"]""")]
    [InlineData("0", """["recommendations","learning"]""")]
    [InlineData("true", """["recommendations","learning"]""")]
    public async Task Only_the_value_1_of_Sec_GPC_counts_and_it_bars_what_serves_others(string header, string purposes)
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations", "learning");
        server.Http.DefaultRequestHeaders.TryAddWithoutValidation("Sec-GPC", header);

        await server.BatchAsync(Segment.Viewed("ann", "a"));

        Assert.Equal(purposes, (await server.EverythingAsync("ann")).Json["history"]![0]!["purposes"]!.ToJsonString());
        Assert.Equal(2, (await EntriesAsync(server)).Count);
    }

    [Fact]
    public async Task A_yes_given_while_the_browser_says_GPC_wins_over_it()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations", "learning");
        server.Http.DefaultRequestHeaders.Add("Sec-GPC", "1");
        var barred = (await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/consents")).Json["purposes"]!.AsArray().Single(purpose => purpose!["id"]!.GetValue<string>() == "learning")!["barred"]!.GetValue<string>();
        await server.GrantAsync("ann", "learning");

        await server.BatchAsync(Segment.Viewed("ann", "a"));

        Assert.Equal("gpc", barred);
        Assert.Equal("""["recommendations","learning"]""", (await server.EverythingAsync("ann")).Json["history"]![0]!["purposes"]!.ToJsonString());
    }

    [Fact]
    public async Task The_support_of_GPC_is_published()
    {
        await using var server = await ShopAsync();

        var answer = await server.SendAsync(HttpMethod.Get, "/.well-known/gpc.json");

        Assert.True(answer.Json["gpc"]!.GetValue<bool>());
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", answer.Json["lastUpdate"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nobody_asks_again_for_13_months_after_a_no_which_is_longer_than_a_yes_lasts()
    {
        await using var server = await ShopAsync();
        await server.ChooseAsync("ann", granted: false, "recommendations");
        var said = server.Clock.GetUtcNow();

        var rests = await AskAgainAsync(server);
        server.Clock.Advance(TimeSpan.FromDays(400));

        Assert.InRange((rests!.Value - said).TotalDays, 394, 399);
        Assert.Null(await AskAgainAsync(server));
    }

    private static async Task<DateTimeOffset?> AskAgainAsync(RunningServer server) =>
        (await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/consents")).Json["purposes"]![0]!["askAgainAt"]?.GetValue<DateTimeOffset>();

    private static async Task<JsonArray> EntriesAsync(RunningServer server) =>
        (await server.AsShopAsync(HttpMethod.Get, "/v1/consents?customer=ann")).Json["entries"]!.AsArray();

    private static async Task<RunningServer> ShopAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("a", "Apron"));
        return server;
    }
}
