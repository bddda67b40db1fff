using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Boundary;

/// <summary>What happens in the night somebody calls.</summary>
public sealed class BreachTests
{
    [Fact]
    public async Task S019_a_drill_has_its_clock_whom_it_concerns_and_a_draft_of_the_notice()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        foreach (var customer in (string[])["ann", "bob"])
        {
            await server.GrantAsync(customer, "recommendations");
            await server.BatchAsync(Segment.Viewed(customer, "apron-1"));
        }

        server.Clock.Advance(TimeSpan.FromHours(1));
        var now = server.Clock.GetUtcNow();
        var opened = (await server.AsShopAsync(HttpMethod.Post, "/v1/breaches", new { drill = true, scope = "export", since = now.AddHours(-3), until = now.AddMinutes(-1), noticedAt = now })).Json;
        await server.GrantAsync("late", "recommendations");
        await server.BatchAsync(Segment.Viewed("late", "apron-1"));
        server.Clock.Advance(TimeSpan.FromHours(73));
        var id = opened["id"]!.GetValue<string>();

        var listed = Assert.Single((await server.AsShopAsync(HttpMethod.Get, "/v1/breaches")).Json["breaches"]!.AsArray())!;
        var affected = (await server.AsShopAsync(HttpMethod.Get, $"/v1/breaches/{id}/affected")).Json;
        var notice = (await server.AsShopAsync(HttpMethod.Get, $"/v1/breaches/{id}/notice?language=de")).Text;
        var reported = (await server.AsShopAsync(HttpMethod.Post, $"/v1/breaches/{id}/reported")).Json;

        Assert.Equal((72.0, false, now.AddHours(72)), (opened["hoursLeft"]!.GetValue<double>(), opened["overdue"]!.GetValue<bool>(), opened["dueAt"]!.GetValue<DateTimeOffset>()));
        Assert.Equal((-1.0, true), (listed["hoursLeft"]!.GetValue<double>(), listed["overdue"]!.GetValue<bool>()));
        Assert.Equal(["ann", "bob"], affected["affected"]!.AsArray().Select(each => each!["customer"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.StartsWith("ÜBUNG.", notice, StringComparison.Ordinal);
        Assert.Contains("2 Personen mit 2 Einträgen", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("bob", notice, StringComparison.Ordinal);
        Assert.NotNull(reported["reportedAt"]);
        Assert.Equal("unknown-breach", (await server.SendAsync(HttpMethod.Get, $"/v1/breaches/{id}/affected", bearer: server.OtherKeys.SecretKey)).Problem);
        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await server.AsCustomerAsync("ann", HttpMethod.Get, $"/v1/breaches/{id}/affected")).Status);
    }
}
