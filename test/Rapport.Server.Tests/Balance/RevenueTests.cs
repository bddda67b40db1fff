using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Balance;

public sealed class RevenueTests : IAsyncLifetime
{
    private static readonly string[] Buyers = ["b0", "b1", "b2", "b3", "b4"];

    private RunningServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync();
        await Crowd.FillAsync(_server);
        await _server.StoreItemsAsync(new TestItem("bowl2", "Marble bowl", "Kitchen > Bowls", "30.00"));
        // What the crowd bought is longer ago than the report looks.
        _server.Clock.Advance(TimeSpan.FromDays(40));
    }

    [Fact]
    public async Task S012_revenue_is_attributed_where_it_was_shown_before_it_was_bought_and_upsell_is_not_cross_sell()
    {
        foreach (var buyer in Buyers)
        {
            await MeetAsync(buyer, "recommendations", "measurement");
            await ShowAsync(buyer, "upsell", "bowl2");
            await ShowAsync(buyer, "crossSell", "spoon");
        }

        _server.Clock.Advance(TimeSpan.FromHours(1));
        foreach (var buyer in Buyers)
            await _server.BatchAsync(Bought(buyer, ("bowl2", 2, 30), ("spoon", 1, 6), ("lamp", 1, 25)));

        var report = await ReportAsync();

        Assert.Equal(["crossSell 5 5 30.00", "upsell 5 5 300.00"], Rows(report));
        Assert.Equal(" 5 5 125.00", Row(report["notShown"]!));
        Assert.Equal((0, 0.0), (report["unknownLines"]!.GetValue<int>(), report["unknownShare"]!.GetValue<double>()));
    }

    [Fact]
    public async Task S012_what_was_bought_before_it_was_shown_or_long_after_is_not_attributed_and_few_buyers_have_no_sum()
    {
        await MeetAsync("early", "recommendations", "measurement");
        await MeetAsync("late", "recommendations", "measurement");
        _server.Clock.Advance(TimeSpan.FromHours(1));
        await ShowAsync("early", "crossSell", "spoon");
        await ShowAsync("late", "crossSell", "spoon");

        await _server.BatchAsync(Bought("early", ("spoon", 1, 6)).At(_server.Clock.GetUtcNow().AddMinutes(-1)));
        _server.Clock.Advance(TimeSpan.FromDays(8));
        await _server.BatchAsync(Bought("late", ("spoon", 1, 6)));

        Assert.Empty(Rows(await ReportAsync()));
        Assert.Equal(" 2 2 ", Row((await ReportAsync())["notShown"]!));
        Assert.Equal(["crossSell 1 1 "], Rows(await ReportAsync("?window=9")));
    }

    [Fact]
    public async Task S012_without_consent_to_measurement_a_purchase_is_counted_as_unknown_and_nothing_else()
    {
        await MeetAsync("ann", "recommendations");
        await ShowAsync("ann", "crossSell", "spoon");
        _server.Clock.Advance(TimeSpan.FromHours(1));
        await _server.BatchAsync(Bought("ann", ("spoon", 1, 6)));

        var report = await ReportAsync();

        Assert.Empty(Rows(report));
        Assert.Equal((1, 1.0), (report["unknownLines"]!.GetValue<int>(), report["unknownShare"]!.GetValue<double>()));
        Assert.Equal("invalid-value", (await _server.AsShopAsync(HttpMethod.Get, "/v1/revenue?window=0")).Problem);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await _server.AsCustomerAsync("ann", HttpMethod.Get, "/v1/revenue")).Status);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Somebody with a little history: an answer that read nothing of a person names nobody in the log.</summary>
    private async Task MeetAsync(string customer, params string[] purposes)
    {
        await _server.GrantAsync(customer, purposes);
        await _server.BatchAsync(Segment.Viewed(customer, "bowl"));
    }

    private async Task ShowAsync(string customer, string surface, string item)
    {
        var answer = await _server.DecideAsync(customer, new { surface, context = new { item = "bowl", cart = new[] { "bowl" } } });
        Assert.Contains(answer["items"]!.AsArray(), shown => shown!["id"]!.GetValue<string>() == item);
    }

    private static Dictionary<string, object> Bought(string customer, params (string Item, int Quantity, double Price)[] lines) =>
        Segment.Track(customer, "Order Completed", new { order_id = "o-" + customer, products = lines.Select(line => new { product_id = line.Item, quantity = line.Quantity, price = line.Price }) });

    private async Task<JsonNode> ReportAsync(string query = "") => (await _server.AsShopAsync(HttpMethod.Get, "/v1/revenue" + query)).Json;

    private static string[] Rows(JsonNode report) => [.. report["surfaces"]!.AsArray().Select(row => Row(row!)).Order(StringComparer.Ordinal)];

    private static string Row(JsonNode row) => $"{row["surface"]} {row["lines"]} {row["customers"]} {row["revenue"]}";
}
