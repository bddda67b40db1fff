using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Intake;

/// <summary>Events of apps whose person was asked whether apps may track her.</summary>
public sealed class TrackingTests
{
    private const string Advertising = "7F3A9C11-0B5D-4E7A-9D1C-6A2B3C4D5E6F";

    [Theory]
    [InlineData("""{ "adTrackingEnabled": false, "advertisingId": "7F3A9C11-0B5D-4E7A-9D1C-6A2B3C4D5E6F", "id": "device-5150" }""", TrackingStatus.Denied)]
    [InlineData("""{ "adTrackingEnabled": true, "trackingStatus": "denied", "advertisingId": "7F3A9C11-0B5D-4E7A-9D1C-6A2B3C4D5E6F" }""", TrackingStatus.Denied)]
    [InlineData("""{ "trackingStatus": "notDetermined", "idfa": "7F3A9C11-0B5D-4E7A-9D1C-6A2B3C4D5E6F" }""", TrackingStatus.NotAsked)]
    [InlineData("""{ "adTrackingEnabled": true, "trackingStatus": "authorized", "advertisingId": "7F3A9C11-0B5D-4E7A-9D1C-6A2B3C4D5E6F" }""", TrackingStatus.Authorized)]
    public async Task S022_an_advertising_id_is_dropped_and_the_answer_is_counted(string device, TrackingStatus status)
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        await server.GrantAsync("ann", "recommendations");

        var answer = await server.BatchAsync(Segment.Viewed("ann", "apron-1").With("context", new { device = System.Text.Json.Nodes.JsonNode.Parse(device) }));

        Assert.Equal("1", answer.Header("Rapport-Stored"));
        Assert.Contains(device.Contains("idfa", StringComparison.Ordinal) ? "context.device.idfa=1" : "context.device.advertisingId=1", answer.Header("Rapport-Dropped"), StringComparison.Ordinal);
        Assert.False(server.IsOnDisk(Advertising));
        Assert.DoesNotContain(Advertising, (await server.EverythingAsync("ann")).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([KeyValuePair.Create(status, 1L)], server.Services.GetRequiredService<LiveFigures>().Read(new TenantId("demo")).Tracking);
    }

    [Fact]
    public async Task S022_nobody_is_known_by_the_name_that_other_apps_know_her_by()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Linen apron"));
        var consent = new { categoryPreferences = new { recommendations = true } };
        var device = new { adTrackingEnabled = true, advertisingId = Advertising };
        var named = Segment.Track("ann", "Product Viewed", new { product_id = "apron-1" });
        named.Remove("userId");
        named["anonymousId"] = Advertising.ToLowerInvariant();
        named["context"] = new { consent, device };

        var own = await server.BatchAsync(named);
        named["context"] = new { consent };
        var shared = await server.SendAsync(HttpMethod.Post, "/v1/batch", new { batch = new[] { named }, context = new { device } }, writeKey: server.Keys.WriteKey);

        Assert.Equal(("0", "advertising-id=1"), (own.Header("Rapport-Stored"), own.Header("Rapport-Refused")));
        Assert.Equal("advertising-id=1", shared.Header("Rapport-Refused"));
        Assert.Equal(0, (await server.AsShopAsync(HttpMethod.Get, "/v1/figures")).Json["customers"]!.GetValue<int>());
    }
}
