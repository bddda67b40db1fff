using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Decisions;

public sealed class DecisionTests
{
    [Fact]
    public async Task S008_after_30_orders_a_known_pair_is_returned_and_one_below_k_is_not()
    {
        await using var server = await CrowdedAsync();

        var together = await AskAsync(server, new { surface = "cart", tenant = "demo", context = new { cart = new[] { "bowl" } }, count = 10 });
        var rare = await AskAsync(server, new { surface = "cart", tenant = "demo", context = new { cart = new[] { "rare" } }, count = 10 });

        var spoon = Item(together, "spoon");
        Assert.Equal(("context", "page"), (spoon["tier"]!.GetValue<string>(), spoon["reason"]!["source"]!.GetValue<string>()));
        Assert.Contains("Mixing bowl", spoon["reason"]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("rare", Ids(together));
        Assert.DoesNotContain("context", Tiers(rare));
    }

    [Fact]
    public async Task S077_without_identity_the_answer_depends_on_the_context_alone()
    {
        await using var server = await CrowdedAsync();
        var question = new { surface = "product", tenant = "demo", context = new { item = "tent" } };

        var first = await AskAsync(server, question);
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "whisk", "spoon"));
        var second = await AskAsync(server, question);
        var elsewhere = await AskAsync(server, new { surface = "product", tenant = "demo", context = new { item = "bowl" } });

        Assert.Equal(first["items"]!.ToJsonString(), second["items"]!.ToJsonString());
        Assert.NotEqual(Ids(first), Ids(elsewhere));
        Assert.All(first["items"]!.AsArray(), item => Assert.Null(item!["reason"]!["purpose"]));
        Assert.Equal("context", first["tier"]!.GetValue<string>());
    }

    [Fact]
    public async Task S025_a_visit_told_by_the_page_gives_better_than_popular_and_leaves_no_trace()
    {
        await using var server = await CrowdedAsync();
        var before = await RowsAsync(server);

        var answer = await AskAsync(server, new { surface = "home", tenant = "demo", context = new { visit = new[] { "tent", "lamp" } }, count = 4 });

        Assert.Equal("session", answer["tier"]!.GetValue<string>());
        Assert.Contains("stove", Ids(answer));
        Assert.Equal(before, await RowsAsync(server));
    }

    [Fact]
    public async Task S055_the_reason_names_the_purchase_if_and_only_if_it_changed_the_result()
    {
        await using var server = await CrowdedAsync();
        await server.GrantAsync("ann", "recommendations");
        var question = new { surface = "home", count = 6 };
        var before = await server.DecideAsync("ann", question);
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "lamp"));

        var after = await server.DecideAsync("ann", question);

        var personal = after["items"]!.AsArray().Where(item => item!["tier"]!.GetValue<string>() == "person").ToList();
        Assert.NotEmpty(personal);
        Assert.NotEqual(before["items"]!.ToJsonString(), after["items"]!.ToJsonString());
        foreach (var item in personal)
        {
            Assert.Equal("recommendations", item!["reason"]!["purpose"]!.GetValue<string>());
            Assert.All(item["reason"]!["evidence"]!.AsArray(), evidence => Assert.Equal("orderCompleted", evidence!["kind"]!.GetValue<string>()));
        }

        // Before the purchase, and after it was taken back, no reason names one, and the answer is the same.
        foreach (var bought in (string[])["tent", "lamp"])
            await server.AsCustomerAsync("ann", HttpMethod.Delete, "/v1/customers/me/items/" + bought);
        Assert.All(before["items"]!.AsArray(), item => Assert.Empty(item!["reason"]!["evidence"]!.AsArray()));
        Assert.Equal(before["items"]!.ToJsonString(), (await server.DecideAsync("ann", question))["items"]!.ToJsonString());
    }

    [Fact]
    public async Task S083_home_product_cart_and_checkout_answer_from_one_address()
    {
        await using var server = await CrowdedAsync();
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "mat"));

        var home = await server.DecideAsync("ann", new { surface = "home" });
        var product = await server.DecideAsync("ann", new { surface = "product", context = new { item = "bowl" } });
        var cart = await server.DecideAsync("ann", new { surface = "cart", context = new { cart = new[] { "bowl" } } });
        var checkout = await server.DecideAsync("ann", new { surface = "checkout", context = new { cart = new[] { "bowl", "scale" } } });

        Assert.Equal("person", home["tier"]!.GetValue<string>());
        Assert.Equal(["context", "context", "context"], new[] { product, cart, checkout }.Select(answer => answer["tier"]!.GetValue<string>()));
        Assert.DoesNotContain("bowl", Ids(product));
        Assert.DoesNotContain("scale", Ids(checkout));
        var logged = (await server.EverythingAsync("ann")).Json["decisions"]!.AsArray();
        Assert.Equal(["checkout", "cart", "product", "home"], logged.Select(decision => decision!["surface"]!.GetValue<string>()));
        Assert.Contains(home["decisionId"]!.GetValue<string>(), logged.Select(decision => decision!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task S016_data_kept_for_another_purpose_is_not_used()
    {
        await using var server = await CrowdedAsync();
        await server.GrantAsync("ann", "learning", "measurement", "email");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "lamp"));

        var mine = await server.DecideAsync("ann", new { surface = "home", count = 6 });
        var strangers = await AskAsync(server, new { surface = "home", tenant = "demo", count = 6 });

        Assert.Equal(2, (await server.EverythingAsync("ann")).Json["history"]!.AsArray().Count);
        Assert.Equal(strangers["items"]!.ToJsonString(), mine["items"]!.ToJsonString());
    }

    [Fact]
    public async Task A_named_customer_needs_a_token_or_a_secret_key()
    {
        await using var server = await CrowdedAsync();

        var nobody = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", tenant = "demo", customer = "ann" });
        var anonymous = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", tenant = "demo", anonymousId = "browser-1" });
        var writer = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", customer = "ann" }, writeKey: server.Keys.WriteKey);
        var shop = await server.AsShopAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", customer = "ann" });
        var plain = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home" }, writeKey: server.Keys.WriteKey);

        Assert.All([nobody, anonymous, writer], answer => Assert.Equal((HttpStatusCode.Forbidden, "customer-needs-token"), (answer.Status, answer.Problem)));
        Assert.All([shop, plain], answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
    }

    [Theory]
    [InlineData("""{"surface":"billboard","tenant":"demo"}""", 400, "unknown-surface")]
    [InlineData("""{"surface":"home"}""", 400, "tenant-missing")]
    [InlineData("""{"surface":"home","tenant":"nowhere"}""", 404, "unknown-tenant")]
    [InlineData("""{"surface":"home","tenant":"demo","count":0}""", 400, "invalid-value")]
    [InlineData("""{"surface":"home","tenant":"demo","count":101}""", 400, "invalid-value")]
    [InlineData("""{"tenant":"demo"}""", 400, "malformed-json")]
    [InlineData("""{"surface":"home","tenant":"demo","cookie":"x"}""", 400, "malformed-json")]
    [InlineData("""{"surface":"home","tenant":"demo","surface":"cart"}""", 400, "malformed-json")]
    [InlineData("""{"surface":"home","tenant":"demo","count":"12"}""", 400, "malformed-json")]
    [InlineData("""{"surface":null,"tenant":"demo"}""", 400, "malformed-json")]
    [InlineData("""{"surface":"home","tenant":"demo","exclude":"x"}""", 400, "malformed-json")]
    [InlineData("null", 400, "malformed-json")]
    [InlineData("", 400, "malformed-json")]
    public async Task A_question_that_cannot_be_understood_is_a_problem(string body, int status, string code)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Post, "/v1/decisions", body);

        Assert.Equal((status, code), ((int)answer.Status, answer.Problem));
    }

    [Fact]
    public async Task An_unknown_item_in_the_context_is_ignored_and_named()
    {
        await using var server = await CrowdedAsync();

        var answer = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "product", tenant = "demo", context = new { item = "no-such", cart = new[] { "bowl", "nor-this" } } });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("context.item,context.cart", answer.Header("Rapport-Ignored"));
        Assert.NotEmpty(answer.Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Out_of_stock_is_effective_at_once()
    {
        await using var server = await CrowdedAsync();
        var question = new { surface = "cart", tenant = "demo", context = new { cart = new[] { "bowl" } } };
        Assert.Contains("spoon", Ids(await AskAsync(server, question)));

        await server.StoreItemsAsync(new TestItem("spoon", "Wooden spoon", "Kitchen > Spoons", "6.00", InStock: false));

        Assert.DoesNotContain("spoon", Ids(await AskAsync(server, question)));
    }

    [Fact]
    public async Task S070_what_cannot_be_logged_is_answered_with_plain_content()
    {
        var home = Directory.CreateTempSubdirectory("rapport-server-").FullName;
        await using var server = await RunningServer.StartAsync(home, services: services => services.AddSingleton<IDecisionLog, FullLog>());
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "mat"));

        var answer = await server.DecideAsync("ann", new { surface = "home" });

        Assert.True(answer["degraded"]!.GetValue<bool>());
        Assert.DoesNotContain("person", Tiers(answer));
        Assert.NotEmpty(answer["items"]!.AsArray());
    }

    [Fact]
    public async Task S070_a_failure_inside_a_decision_is_plain_content_and_no_error()
    {
        var home = Directory.CreateTempSubdirectory("rapport-server-").FullName;
        await using var server = await RunningServer.StartAsync(home, services: services => services.AddSingleton<IDecisionLog, BrokenLog>());
        await Crowd.FillAsync(server);

        var answer = await AskAsync(server, new { surface = "home", tenant = "demo" });

        Assert.True(answer["degraded"]!.GetValue<bool>());
        Assert.NotEmpty(answer["items"]!.AsArray());
    }

    private static async Task<RunningServer> CrowdedAsync()
    {
        var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        return server;
    }

    private static async Task<JsonNode> AskAsync(RunningServer server, object question)
    {
        var answer = await server.SendAsync(HttpMethod.Post, "/v1/decisions", question);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }

    private static async Task<(int Customers, int Lines)> RowsAsync(RunningServer server)
    {
        var figures = (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json;
        return (figures["customers"]!.GetValue<int>(), figures["lines"]!.GetValue<int>());
    }

    private static JsonNode Item(JsonNode answer, string id) => Assert.Single(answer["items"]!.AsArray(), item => item!["id"]!.GetValue<string>() == id)!;

    private static string[] Ids(JsonNode answer) => [.. answer["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];

    private static string[] Tiers(JsonNode answer) => [.. answer["items"]!.AsArray().Select(item => item!["tier"]!.GetValue<string>())];

    /// <summary>A log whose disk is full.</summary>
    private class FullLog : IDecisionLog
    {
        public long Moment => 0;

        public virtual bool TryAppend(Decision decision, long? readAt = null) => false;

        public Task FlushAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task<long> CountAsync(TenantId tenant, CancellationToken cancellation) => Task.FromResult(0L);

        public Task<IReadOnlyList<DecisionSummary>> ReadAsync(TenantId tenant, CustomerId customer, int most, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<DecisionSummary>>([]);

        public Task<IReadOnlyList<LoggedLine>> ReadLinesAsync(TenantId tenant, CustomerId customer, DateTimeOffset since, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<LoggedLine>>([]);

        public Task<IReadOnlyList<NamelessLines>> CountNamelessAsync(TenantId tenant, DateTimeOffset since, CancellationToken cancellation) => Task.FromResult<IReadOnlyList<NamelessLines>>([]);

        public Task<long> EraseAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation) => Task.FromResult(0L);

        public Task<string?> VerifyAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);
    }

    /// <summary>A log with a bug.</summary>
    private sealed class BrokenLog : FullLog
    {
        public override bool TryAppend(Decision decision, long? readAt = null) => throw new InvalidOperationException("played");
    }
}
