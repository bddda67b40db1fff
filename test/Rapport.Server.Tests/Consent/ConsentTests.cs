using System.Net;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Consent;

public sealed class ConsentTests
{
    [Fact]
    public async Task A_refusal_in_the_ledger_beats_a_yes_in_an_event()
    {
        await using var server = await ShopAsync();
        await server.ChooseAsync("ann", granted: false, "recommendations", "learning");

        var answer = await server.BatchAsync(Segment.Track("ann", "Product Viewed", new { product_id = "a" }, consent: new { recommendations = true, learning = true }));

        Assert.Equal(("0", "no-consent=1"), (answer.Header("Rapport-Stored"), answer.Header("Rapport-Refused")));
    }

    [Fact]
    public async Task An_events_own_no_wins_for_that_event_only()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations", "learning");

        var none = await server.BatchAsync(Segment.Track("ann", "Product Viewed", new { product_id = "a" }, consent: new { recommendations = false, learning = false }));
        var partly = await server.BatchAsync(Segment.Track("ann", "Product Viewed", new { product_id = "a" }, consent: new { recommendations = true, learning = false }));
        var after = await server.BatchAsync(Segment.Viewed("ann", "b"));

        Assert.Equal(("0", "1", "1"), (none.Header("Rapport-Stored"), partly.Header("Rapport-Stored"), after.Header("Rapport-Stored")));
        var history = (await server.EverythingAsync("ann")).Json["history"]!.AsArray();
        Assert.Equal("""["recommendations"]""", history[0]!["purposes"]!.ToJsonString());
        Assert.Equal("""["recommendations","learning"]""", history[1]!["purposes"]!.ToJsonString());
    }

    [Fact]
    public async Task An_events_yes_counts_where_the_ledger_is_silent_and_is_written_down_with_its_source()
    {
        await using var server = await ShopAsync();

        var answer = await server.BatchAsync(Segment.Track("ann", "Product Viewed", new { product_id = "a" }, consent: new { recommendations = true }));

        Assert.Equal("1", answer.Header("Rapport-Stored"));
        var entry = Assert.Single((await server.EverythingAsync("ann")).Json["consents"]!.AsArray())!;
        Assert.Equal(("recommendations", "granted", "event"), (entry["purpose"]!.GetValue<string>(), entry["choice"]!.GetValue<string>(), entry["source"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"recommendations":"true"}""")]
    [InlineData("""{"marketing":true}""")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task An_unreadable_consent_object_is_a_no(string preferences)
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        var happened = """{"batch":[{"type":"track","event":"Product Viewed","userId":"ann","properties":{"product_id":"a"},"context":{"consent":{"categoryPreferences":@}}}]}""".Replace("@", preferences, StringComparison.Ordinal);

        var answer = await server.SendAsync(HttpMethod.Post, "/v1/batch", happened, bearer: server.Keys.SecretKey);

        Assert.Equal("no-consent=1", answer.Header("Rapport-Refused"));
    }

    [Fact]
    public async Task An_erasure_beats_an_older_event_but_never_a_new_consent()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        var before = server.Clock.GetUtcNow();
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me");
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        var old = new { batch = new[] { Segment.Track("ann", "Product Viewed", new { product_id = "a" }, consent: new { recommendations = true }).At(before) } };
        var late = await server.AsShopAsync(HttpMethod.Post, "/v1/batch", old);
        await server.GrantAsync("ann", "recommendations");
        var anew = await server.BatchAsync(Segment.Viewed("ann", "a"));

        Assert.Equal("erased=1", late.Header("Rapport-Refused"));
        Assert.Equal("1", anew.Header("Rapport-Stored"));
    }

    [Fact]
    public async Task An_event_must_be_permitted_when_it_happened_and_when_it_arrives()
    {
        await using var server = await ShopAsync();
        var beforeYes = server.Clock.GetUtcNow();
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        await server.GrantAsync("ann", "recommendations");
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var whileYes = server.Clock.GetUtcNow();
        server.Clock.Advance(TimeSpan.FromMinutes(5));

        var early = await SendAtAsync(server, beforeYes);
        var kept = await SendAtAsync(server, whileYes);
        await server.ChooseAsync("ann", granted: false, "recommendations");
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = await SendAtAsync(server, whileYes);

        Assert.Equal(("no-consent=1", "", "no-consent=1"), (early.Header("Rapport-Refused"), kept.Header("Rapport-Refused"), late.Header("Rapport-Refused")));
    }

    [Fact]
    public async Task S060_a_withdrawal_is_effective_on_the_next_request()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "a"), Segment.Viewed("ann", "b"));

        var withdrawn = await server.ChooseAsync("ann", granted: false, "recommendations");

        Assert.Equal("withdrawn", withdrawn.Json["purposes"]![0]!["state"]!.GetValue<string>());
        Assert.Equal("no-consent=1", (await server.BatchAsync(Segment.Viewed("ann", "a"))).Header("Rapport-Refused"));
        Assert.Empty((await server.EverythingAsync("ann")).Json["history"]!.AsArray());
        var decision = await server.DecideAsync("ann", new { surface = "home" });
        Assert.NotEqual("person", decision["tier"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_decisions_noted_goes_with_the_yes_and_with_the_evidence()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Viewed("ann", "a"), Segment.Viewed("ann", "b"));
        await server.DecideAsync("ann", new { surface = "home" });
        Assert.Single((await server.EverythingAsync("ann")).Json["decisions"]!.AsArray());

        await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/items/a");
        Assert.Empty((await server.EverythingAsync("ann")).Json["decisions"]!.AsArray());

        await server.DecideAsync("ann", new { surface = "home" });
        await server.ChooseAsync("ann", granted: false, "recommendations");
        Assert.Empty((await server.EverythingAsync("ann")).Json["decisions"]!.AsArray());
    }

    [Fact]
    public async Task S060_a_yes_expires_after_its_time()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");

        server.Clock.Advance(TimeSpan.FromDays(366));

        var consents = await server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/consents");
        Assert.Equal("expired", consents.Json["purposes"]![0]!["state"]!.GetValue<string>());
        Assert.Equal("no-consent=1", (await server.BatchAsync(Segment.Viewed("ann", "a"))).Header("Rapport-Refused"));
    }

    [Fact]
    public async Task Choices_keep_the_text_that_was_shown_and_who_chose()
    {
        await using var server = await ShopAsync();

        var answer = await server.AsShopAsync(HttpMethod.Put, "/v1/consents", new { choices = new[] { new { purpose = "email", granted = true, textVersion = "email/1" } }, language = "de", surface = "checkout", customer = "ann" });
        await server.ChooseAsync("ann", granted: false, "email");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var entries = (await server.AsShopAsync(HttpMethod.Get, "/v1/consents?customer=ann")).Json["entries"]!.AsArray();
        Assert.Equal(["shop granted email/1 de checkout", "customer withdrawn email/1 en home"], entries.Select(entry => $"{entry!["source"]} {entry["choice"]} {entry["textVersion"]} {entry["language"]} {entry["surface"]}"));
    }

    [Fact]
    public async Task A_choice_about_an_unknown_purpose_or_text_is_a_422_and_nothing_is_written()
    {
        await using var server = await ShopAsync();

        var text = await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", new { choices = new[] { new { purpose = "email", granted = true, textVersion = "email/99" } }, language = "en", surface = "home" });
        var purpose = await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", new { choices = new[] { new { purpose = "horoscopes", granted = true, textVersion = "x/1" } }, language = "en", surface = "home" });
        var empty = await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", new { choices = Array.Empty<object>(), language = "en", surface = "home" });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-text-version"), (text.Status, text.Problem));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "unknown-purpose"), (purpose.Status, purpose.Problem));
        var none = await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", """{"choices":[null],"language":"en","surface":"home"}""");
        Assert.All([empty, none], answer => Assert.Equal((HttpStatusCode.BadRequest, "invalid-value"), (answer.Status, answer.Problem)));
        Assert.Equal(0, (await server.EverythingAsync("ann")).Json["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{"choices":[],"language":"en","surface":"home","colour":"red"}""", "$.colour")]
    [InlineData("""{"choices":[],"choices":[],"language":"en","surface":"home"}""", "$.choices")]
    [InlineData("""{"choices":[{"purpose":"email","granted":"yes","textVersion":"email/1"}],"language":"en","surface":"home"}""", "$.choices[0].granted")]
    [InlineData("""{"choices":[""", "$.choices[0]")]
    public async Task Our_own_api_is_strict_and_names_the_member(string body, string member)
    {
        await using var server = await ShopAsync();

        var answer = await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", body);

        Assert.Equal((HttpStatusCode.BadRequest, "malformed-json"), (answer.Status, answer.Problem));
        Assert.Equal(member, answer.Json["member"]!.GetValue<string>());
        Assert.DoesNotContain("System.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?language=de", "en", "Vorschläge auf dieser Seite")]
    [InlineData("", "de-AT,de;q=0.9,en;q=0.5", "Vorschläge auf dieser Seite")]
    [InlineData("", "fr,en;q=0.2", "Suggestions on this site")]
    [InlineData("?language=fr", "de", "Suggestions on this site")]
    public async Task S002_each_purpose_says_its_benefit_in_the_readers_language(string query, string accepts, string title)
    {
        await using var server = await ShopAsync();
        server.Http.DefaultRequestHeaders.Add("Accept-Language", accepts);

        var answer = await server.SendAsync(HttpMethod.Get, "/v1/purposes" + query);

        var purposes = answer.Json["purposes"]!.AsArray();
        Assert.Equal(["recommendations", "email", "learning", "measurement", "loyalty"], purposes.Select(purpose => purpose!["id"]!.GetValue<string>()));
        Assert.Equal(title, purposes[0]!["text"]!["title"]!.GetValue<string>());
        Assert.All(purposes, purpose => Assert.NotEmpty(purpose!["text"]!["benefit"]!.GetValue<string>()));
        Assert.All(purposes, purpose => Assert.StartsWith("dpv:", purpose!["dpvCode"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    private static async Task<RunningServer> ShopAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("a", "Apron"), new TestItem("b", "Bowl", "Kitchen > Bowls"));
        return server;
    }

    private static Task<Answer> SendAtAsync(RunningServer server, DateTimeOffset time) =>
        server.BatchAsync(Segment.Viewed("ann", "a").At(time));
}
