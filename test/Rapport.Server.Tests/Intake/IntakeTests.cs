using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Intake;

public sealed class IntakeTests
{
    [Fact]
    public async Task S048_fields_off_the_allow_list_never_reach_the_disk()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");
        var happened = Segment.Track("ann", "Product Viewed", new { product_id = "apron-1", birthday = "1931-03-07-leak", email = "leak@example.org", note1 = "leak-note" });
        happened["context"] = new { ip = "203.0.113.77", userAgent = "LeakyBrowser/9", page = new { referrer = "https://leak.example/ref" } };
        happened["traits"] = new { phone = "leak-phone" };
        happened["integrations"] = new { All = true };

        var answer = await server.BatchAsync(happened);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("""{"success":true}""", answer.Text);
        Assert.Equal("1", answer.Header("Rapport-Stored"));
        Assert.Equal("(other)=1,context.ip=1,context.page=1,context.userAgent=1,integrations.all=1,properties.birthday=1,properties.email=1,traits.phone=1", answer.Header("Rapport-Dropped"));
        var everything = await server.EverythingAsync("ann");
        foreach (var leak in (string[])["1931-03-07-leak", "leak@example.org", "leak-note", "203.0.113.77", "LeakyBrowser", "leak.example", "leak-phone", "127.0.0.1"])
        {
            Assert.DoesNotContain(leak, everything.Text, StringComparison.Ordinal);
            Assert.False(server.IsOnDisk(leak), leak);
        }

        var figures = await server.AsShopAsync(HttpMethod.Get, "/v1/figures");
        Assert.Equal(1, figures.Json["dropped"]!["context.ip"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("""{ "type": "track", "event": "Products Searched", "userId": "ann", "properties": { "query": "tent \ud83d" } }""", "no-text=1")]
    [InlineData("""{ "type": "track", "event": "Product Viewed", "userId": "ann\ud83d", "properties": { "product_id": "apron-1" } }""", "no-customer=1")]
    [InlineData("""{ "type": "track", "event": "Product Viewed", "userId": "ann", "\ud83d": 1, "properties": { "product_id": "apron-1" } }""", "malformed-event=1")]
    public async Task Half_a_character_costs_its_own_event_and_not_the_batch(string half, string refused)
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");

        var answer = await server.SendAsync(
            HttpMethod.Post,
            "/v1/batch",
            $$"""{ "batch": [{{half}}, { "type": "track", "event": "Product Viewed", "userId": "ann", "properties": { "product_id": "apron-1" } }] }""",
            bearer: server.Keys.SecretKey);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(("1", refused), (answer.Header("Rapport-Stored"), answer.Header("Rapport-Refused")));
    }

    [Fact]
    public async Task Half_a_character_around_a_batch_is_malformed()
    {
        await using var server = await RunningServer.StartAsync();

        var named = await server.SendAsync(HttpMethod.Post, "/v1/batch", """{ "\ud83d": 1, "batch": [] }""", writeKey: server.Keys.WriteKey);
        var keyed = await server.SendAsync(HttpMethod.Post, "/v1/batch", """{ "writeKey": "\ud83d", "batch": [] }""");

        Assert.Equal("malformed-batch", named.Problem);
        Assert.Equal(HttpStatusCode.Unauthorized, keyed.Status);
    }

    [Fact]
    public async Task S002_nothing_is_stored_before_a_choice()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));

        var answer = await server.BatchAsync(Segment.Viewed("newcomer-7f3a", "apron-1"), Segment.Ordered("newcomer-7f3a", "o-1", "apron-1"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("0", answer.Header("Rapport-Stored"));
        Assert.Equal("no-consent=2", answer.Header("Rapport-Refused"));
        Assert.False(server.IsOnDisk("newcomer-7f3a"));
        var figures = await server.AsShopAsync(HttpMethod.Get, "/v1/figures");
        Assert.Equal(0, figures.Json["customers"]!.GetValue<int>());
        Assert.Equal(0, figures.Json["lines"]!.GetValue<int>());
        Assert.Equal(0, (await server.EverythingAsync("newcomer-7f3a")).Json["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Malformed_json_is_a_400_that_names_the_place()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Post, "/v1/batch", """{"batch":[{]}""", writeKey: server.Keys.WriteKey);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("malformed-json", answer.Problem);
        Assert.Contains("Line 1", answer.Json["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"batch":{}}""")]
    [InlineData("7")]
    public async Task A_batch_without_an_array_is_a_400(string body)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Post, "/v1/batch", body, writeKey: server.Keys.WriteKey);

        Assert.Equal("malformed-batch", answer.Problem);
    }

    [Fact]
    public async Task An_unknown_event_is_refused_by_name_and_answered_200()
    {
        await using var server = await RunningServer.StartAsync();
        await server.GrantAsync("ann", "recommendations");

        var answer = await server.BatchAsync(
            Segment.Track("ann", "Horoscope Read", new { sign = "leo" }),
            new { type = "identify", userId = "ann", traits = new { email = "a@example.org" } },
            new { type = "page", userId = "ann" },
            "not an event");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("malformed-event=1,not-kept=2,unknown-event=1", answer.Header("Rapport-Refused"));
        Assert.Empty((await server.EverythingAsync("ann")).Json["history"]!.AsArray());
    }

    [Fact]
    public async Task An_event_over_32_KB_or_a_batch_over_500_KB_is_a_400_and_nothing_is_stored()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");

        var large = await server.BatchAsync(Segment.Viewed("ann", "apron-1"), Segment.Track("ann", "Product Viewed", new { product_id = "apron-1", padding = new string('x', 33_000) }));
        var many = await server.BatchAsync([.. Enumerable.Range(0, 20).Select(_ => Segment.Track("ann", "Product Viewed", new { product_id = "apron-1", padding = new string('x', 30_000) }))]);

        Assert.Equal("event-too-large", large.Problem);
        Assert.Equal("batch-too-large", many.Problem);
        Assert.Empty((await server.EverythingAsync("ann")).Json["history"]!.AsArray());
    }

    [Fact]
    public async Task A_gzip_body_is_taken_and_its_limit_holds_after_inflation()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");
        var batch = System.Text.Json.JsonSerializer.Serialize(new { batch = new[] { Segment.Viewed("ann", "apron-1") } });

        var taken = await server.SendAsync(HttpMethod.Post, "/v1/batch", Gzip(batch), bearer: server.Keys.SecretKey);
        var bomb = await server.SendAsync(HttpMethod.Post, "/v1/batch", Gzip("{\"batch\":[" + new string(' ', 5_000_000) + "]}"), writeKey: server.Keys.WriteKey);
        var broken = await server.SendAsync(HttpMethod.Post, "/v1/batch", Encoded(Encoding.UTF8.GetBytes(batch)), writeKey: server.Keys.WriteKey);

        Assert.Equal("1", taken.Header("Rapport-Stored"));
        Assert.Equal("batch-too-large", bomb.Problem);
        Assert.Equal("bad-encoding", broken.Problem);
    }

    [Fact]
    public async Task Future_and_ancient_times_are_refused_and_skew_is_corrected()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");
        var now = server.Clock.GetUtcNow();

        var refused = await server.BatchAsync(Segment.Viewed("ann", "apron-1").At(now.AddDays(40)), Segment.Viewed("ann", "apron-1").At(now.AddYears(-3)), Segment.Track("ann", "Product Viewed", new { product_id = "apron-1" }).With("timestamp", "yesterday, or so"));
        // The sender's clock is ten days ahead; the event is as old as the sending.
        var skewed = await server.SendAsync(HttpMethod.Post, "/v1/batch", new { batch = new[] { Segment.Viewed("ann", "apron-1").At(now.AddDays(10)) }, sentAt = now.AddDays(10) }, bearer: server.Keys.SecretKey);

        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Equal("time=3", refused.Header("Rapport-Refused"));
        Assert.Equal("1", skewed.Header("Rapport-Stored"));
        var at = (await server.EverythingAsync("ann")).Json["history"]![0]!["at"]!.GetValue<DateTimeOffset>();
        Assert.InRange(at, now.AddSeconds(-1), server.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_line_with_a_negative_price_or_no_quantity_is_dropped_and_the_rest_of_the_order_kept()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("a", "Apron"), new TestItem("b", "Bowl"), new TestItem("c", "Cup"));
        await server.GrantAsync("ann", "recommendations");

        var answer = await server.BatchAsync(Segment.Track("ann", "Order Completed", new
        {
            order_id = "o-1",
            products = new object[] { new { product_id = "a", price = -1 }, new { product_id = "b", quantity = 0 }, new { product_id = "c", quantity = 2, price = "3.50", name = "Cup" } },
        }));

        Assert.Equal("1", answer.Header("Rapport-Stored"));
        Assert.Equal("bad-line=2", answer.Header("Rapport-Refused"));
        Assert.Equal("properties.products.name=1", answer.Header("Rapport-Dropped"));
        var line = Assert.Single((await server.EverythingAsync("ann")).Json["history"]!.AsArray())!;
        Assert.Equal(("c", 2, "3.50", "o-1"), (line["item"]!.GetValue<string>(), line["quantity"]!.GetValue<int>(), line["price"]!.GetValue<string>(), line["orderId"]!.GetValue<string>()));
    }

    [Fact]
    public async Task An_order_without_items_and_an_event_without_anybody_are_refused_and_answered_200()
    {
        await using var server = await RunningServer.StartAsync();
        await server.GrantAsync("ann", "recommendations");

        var answer = await server.BatchAsync(
            Segment.Track("ann", "Order Completed", new { order_id = "o-1" }),
            Segment.Track("ann", "Order Completed", new { order_id = "o-2", products = Array.Empty<object>() }),
            Segment.Track("", "Products Searched", new { query = "aprons" }),
            Segment.Track("ann", "Products Searched", new { query = " " }));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("no-customer=1,no-items=2,no-text=1", answer.Header("Rapport-Refused"));
    }

    [Fact]
    public async Task The_same_message_is_stored_once_and_an_unknown_item_not_at_all()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");
        var happened = Segment.Viewed("ann", "apron-1");

        var first = await server.BatchAsync(happened, happened);
        var second = await server.BatchAsync(happened, Segment.Viewed("ann", "never-heard-of"));

        Assert.Equal(("1", "duplicate=1"), (first.Header("Rapport-Stored"), first.Header("Rapport-Refused")));
        Assert.Equal(("0", "duplicate=1,unknown-item=1"), (second.Header("Rapport-Stored"), second.Header("Rapport-Refused")));
        Assert.Single((await server.EverythingAsync("ann")).Json["history"]!.AsArray());
    }

    [Theory]
    [InlineData("track", "track")]
    [InlineData("t", "track")]
    public async Task A_single_event_is_taken_at_its_own_address_also_as_plain_text(string address, string type)
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");
        var happened = Segment.Viewed("ann", "apron-1").With("writeKey", server.Keys.WriteKey).With("type", type);
        using var body = new StringContent(System.Text.Json.JsonSerializer.Serialize(happened), Encoding.UTF8, "text/plain");

        var answer = await server.SendAsync(HttpMethod.Post, "/v1/" + address, body);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Single((await server.EverythingAsync("ann")).Json["history"]!.AsArray());
    }

    [Fact]
    public async Task A_browser_client_finds_where_to_send_and_may_send_from_any_page()
    {
        await using var server = await RunningServer.StartAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/t");
        preflight.Headers.Add("Origin", "https://anywhere.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");

        var settings = await server.SendAsync(HttpMethod.Get, $"/v1/projects/{server.Keys.WriteKey}/settings");
        var unknown = await server.SendAsync(HttpMethod.Get, "/v1/projects/wk_unknown_key/settings");
        using var allowed = await server.Http.SendAsync(preflight, TestContext.Current.CancellationToken);

        Assert.Equal(new Uri(server.Address).Authority + "/v1", settings.Json["integrations"]!["Segment.io"]!["apiHost"]!.GetValue<string>());
        Assert.Equal("unknown-write-key", unknown.Problem);
        Assert.Equal("*", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.False(allowed.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task A_sample_shop_refuses_real_events()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Post, "/v1/batch", new { batch = new[] { Segment.Viewed("ann", "a") } }, writeKey: server.SampleKeys.WriteKey);

        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Equal("sample-tenant", answer.Problem);
    }

    [Fact]
    public async Task Too_many_requests_are_a_429_that_says_when_to_come_back()
    {
        await using var server = await RunningServer.StartAsync(Directory.CreateTempSubdirectory("rapport-server-").FullName, requestsPerSecond: 1);

        var answers = new List<Answer>();
        for (var i = 0; i < 8; i++)
            answers.Add(await server.BatchAsync());

        var limited = answers.First(answer => answer.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal("too-many-requests", limited.Problem);
        Assert.Equal("1", limited.Header("Retry-After"));
    }

    private static ByteArrayContent Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return Encoded(bytes.ToArray());
    }

    private static ByteArrayContent Encoded(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
