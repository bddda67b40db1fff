using System.Net;
using System.Text.Json.Nodes;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Server.Hosting;
using Rapport.Server.Intake;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Intake;

/// <summary>What a shop keeps of what happens in it: each field with its benefit, and nothing that was switched off.</summary>
public sealed class SignalTests
{
    private static readonly TestItem Apron = new("apron-1", "Linen apron");

    [Fact]
    public async Task S090_a_signal_that_was_switched_off_leaves_nothing_and_the_customer_can_read_that()
    {
        var first = await RunningServer.StartAsync();
        await first.StoreItemsAsync(Apron);
        await first.GrantAsync("ann", "recommendations");
        await using var server = await first.RestartAsync("views", "purchases.price", "purchases.order_id");

        var answer = await server.BatchAsync(Segment.Viewed("ann", "apron-1"), Segment.Ordered("ann", "o-77", "apron-1"));

        Assert.Equal(("1", "switched-off=1"), (answer.Header("Rapport-Stored"), answer.Header("Rapport-Refused")));
        var everything = await server.EverythingAsync("ann");
        var line = Assert.Single(everything.Json["history"]!.AsArray())!;
        Assert.Equal("orderCompleted", line["kind"]!.GetValue<string>());
        Assert.Null(line["orderId"]?.GetValue<string>());
        Assert.DoesNotContain("\"12.30\"", everything.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("o-77", everything.Text, StringComparison.Ordinal);
        var signals = (await server.SendAsync(HttpMethod.Get, "/v1/signals?tenant=demo&language=de")).Json["signals"]!.AsArray();
        Assert.Equal(["views"], signals.Where(signal => !signal!["kept"]!.GetValue<bool>()).Select(signal => signal!["id"]!.GetValue<string>()));
        Assert.Equal(["order_id", "price"], Fields(signals, "purchases").Where(field => !field["kept"]!.GetValue<bool>()).Select(field => field["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task S090_what_was_kept_before_the_switch_can_still_be_taken_back()
    {
        var first = await RunningServer.StartAsync();
        await first.StoreItemsAsync(Apron, new TestItem("bowl-1", "Mixing bowl"));
        await first.GrantAsync("ann", "recommendations");
        await first.BatchAsync(Segment.Added("ann", "apron-1"));
        await using var server = await first.RestartAsync("carts");

        var answer = await server.BatchAsync(
            Segment.Track("ann", "Product Removed", new { product_id = "apron-1" }),
            Segment.Track("ann", "Product Removed", new { product_id = "bowl-1" }),
            Segment.Added("ann", "bowl-1"));

        Assert.Equal(("1", "switched-off=2"), (answer.Header("Rapport-Stored"), answer.Header("Rapport-Refused")));
    }

    [Theory]
    [InlineData("looks")]
    [InlineData("views.product_id")]
    [InlineData("purchases.gift")]
    public void S090_a_switch_that_is_none_stops_the_start(string name)
    {
        var mistake = Assert.Throws<SettingsException>(() => new RapportSettings { Tenants = [new TenantSettings { Id = "demo", DropSignals = [name] }] }.Validate("rapport.json"));

        Assert.Contains($"dropSignals names '{name}'; say some of purchases, ", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task S049_every_field_on_the_allow_list_has_a_benefit_that_anybody_can_read(string language)
    {
        await using var server = await RunningServer.StartAsync();

        var signals = (await server.SendAsync(HttpMethod.Get, $"/v1/signals?tenant=demo&language={language}")).Json["signals"]!.AsArray();

        foreach (var kind in Enum.GetValues<EventKind>().Where(kind => FieldAllowList.Of(kind).Count > 0))
        {
            var fields = Fields(signals, SignalCatalogue.Of(kind)!.Id);
            var named = fields.SelectMany(field => field["names"]!.AsArray(), (_, name) => name!.GetValue<string>()).ToHashSet();
            Assert.Subset(named, FieldAllowList.Of(kind).ToHashSet());
            if (kind is EventKind.OrderCompleted or EventKind.OrderRefunded)
                Assert.Subset(named, FieldAllowList.OrderLine.ToHashSet());
            Assert.All(fields, field => Assert.InRange(field["benefit"]!.GetValue<string>().Length, 20, 200));
        }
    }

    [Fact]
    public async Task S049_a_field_without_use_for_90_days_is_flagged_until_it_is_of_use_again()
    {
        var first = await RunningServer.StartAsync();
        await Crowd.FillAsync(first);
        await first.DecideAsync("crowd-0", new { surface = "home" });
        first.Clock.Advance(TimeSpan.FromDays(FieldUses.IdleDays - 1));
        Assert.DoesNotContain("purchases.product_id", await IdleAsync(first));

        // The days outlive the server.
        await using var server = await first.RestartAsync();
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Superset(new HashSet<string> { "purchases.product_id", "purchases.price" }, (await IdleAsync(server)).ToHashSet());

        await server.DecideAsync("crowd-0", new { surface = "home" });
        var idle = await IdleAsync(server);
        Assert.DoesNotContain("purchases.product_id", idle);
        Assert.Contains("purchases.price", idle);
        await server.EverythingAsync("crowd-0");
        Assert.DoesNotContain("purchases.price", await IdleAsync(server));
    }

    [Fact]
    public async Task S049_95_of_100_answers_come_within_the_target_under_load()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);

        await Parallel.ForAsync(0, 600, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, async (i, _) =>
            await server.DecideAsync($"crowd-{i % 30}", new { surface = "home" }));

        var speed = (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json["speed"]!;
        Assert.Equal(600, speed["answers"]!.GetValue<int>());
        Assert.InRange(speed["p95Milliseconds"]!.GetValue<double>(), 0.001, speed["targetMilliseconds"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_shop_must_be_named_to_learn_what_it_keeps()
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.SendAsync(HttpMethod.Get, "/v1/signals");

        Assert.Equal((HttpStatusCode.BadRequest, "tenant-missing"), (answer.Status, answer.Problem));
    }

    private static List<JsonNode> Fields(JsonArray signals, string signal) =>
        [.. signals.Single(each => each!["id"]!.GetValue<string>() == signal)!["fields"]!.AsArray().Select(field => field!)];

    private static async Task<List<string>> IdleAsync(RunningServer server) =>
        [.. (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json["fields"]!.AsArray().Where(field => field!["idle"]!.GetValue<bool>()).Select(field => $"{field!["signal"]}.{field["field"]}")];
}
