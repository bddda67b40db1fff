using Rapport.Server.Boundary;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Boundary;

/// <summary>A shop narrows what is kept, by event and by purpose, and cannot widen it.</summary>
public sealed class AllowListTests
{
    [Fact]
    public async Task S048_a_shop_keeps_no_more_than_its_reviewed_list_event_by_event_and_purpose_by_purpose()
    {
        var first = await RunningServer.StartAsync();
        await first.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await first.GrantAsync("ann", "recommendations", "learning", "email");
        await using var server = await first.RestartAsync(List(("purchases", ["product_id", "gift", "quantity"], ["recommendations", "email"]), ("views", ["product_id", "gift"], ["learning"])));

        var answer = await server.BatchAsync(Segment.Viewed("ann", "apron-1"), Segment.Ordered("ann", "o-77", "apron-1"), Segment.Added("ann", "apron-1"));

        Assert.Equal(("2", "switched-off=1"), (answer.Header("Rapport-Stored"), answer.Header("Rapport-Refused")));
        var everything = await server.EverythingAsync("ann");
        Assert.Equal(["productViewed: learning", "orderCompleted: recommendations,email"], everything.Json["history"]!.AsArray().Select(line => $"{line!["kind"]}: {string.Join(',', line["purposes"]!.AsArray().Select(purpose => purpose!.GetValue<string>()))}"));
        Assert.DoesNotContain("o-77", everything.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("views", "product_id,gift,ip", "recommendations", "refused-field: 'ip' of 'views'")]
    [InlineData("views", "quantity,gift", "recommendations", "'views' says nothing without 'product_id'")]
    [InlineData("points", "points", "learning", "'points' is never kept for learning")]
    [InlineData("views", "product_id,gift", "advertising", "'advertising', which is no purpose")]
    [InlineData("looks", "product_id", "recommendations", "no signal is called 'looks'")]
    public void S048_what_would_widen_the_list_stops_the_start(string signal, string fields, string purposes, string named)
    {
        var settings = new RapportSettings { Tenants = [new TenantSettings { Id = "demo", AllowList = List((signal, fields.Split(','), purposes.Split(','))) }] };

        var mistake = Assert.Throws<SettingsException>(() => settings.Validate("rapport.json"));

        Assert.Contains(named, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_nobody_reviewed_stops_the_start()
    {
        var settings = new RapportSettings { Tenants = [new TenantSettings { Id = "demo", AllowList = List() with { ReviewedBy = " " } }] };

        Assert.Contains("not reviewed", Assert.Throws<SettingsException>(() => settings.Validate("rapport.json")).Message, StringComparison.Ordinal);
    }

    internal static AllowListSettings List(params (string Signal, string[] Fields, string[] Purposes)[] signals) => new()
    {
        ReviewedBy = "privacy officer",
        ReviewedAt = new DateOnly(2026, 11, 20),
        Signals = signals.ToDictionary(each => each.Signal, each => new AllowedSignalSettings { Fields = each.Fields, Purposes = each.Purposes }),
    };
}
