using Microsoft.Extensions.DependencyInjection;
using Rapport.Core;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Catalogue;

public sealed class ReclassificationTests
{
    private static readonly TenantId Demo = new("demo");

    [Fact]
    public async Task An_item_that_becomes_sensitive_is_gone_from_history_at_once_and_from_model_and_lists_with_the_next_training()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "stove"));
        var shops = server.Services.GetRequiredService<Shops>();
        Assert.Contains(new ItemId("stove"), shops[Demo].Lists.Popular.ToArray());

        await server.AsShopAsync(HttpMethod.Put, "/v1/items", new { items = new[] { new { id = "stove", title = "Camping stove", category = "Outdoor > Cooking", price = "45.00", @class = "S1" } } });
        var held = (await server.EverythingAsync("ann")).Json;
        await server.TrainAsync();

        Assert.Equal(["tent"], held["history"]!.AsArray().Select(line => line!["item"]!.GetValue<string>()));
        Assert.Equal(-1, shops[Demo].Model.IndexOf(new ItemId("stove")));
        Assert.DoesNotContain(new ItemId("stove"), shops[Demo].Lists.Popular.ToArray());
        Assert.Single(Directory.EnumerateFiles(Path.Combine(server.Home, "models", "demo"), "*.bin"));
    }

    [Fact]
    public async Task What_a_stopped_purge_left_goes_with_the_next_refresh_of_the_lists()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(Crowd.Items);
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Ordered("ann", "o-ann", "tent", "stove"));

        // As after a crash between the catalogue's write and the purge.
        var items = server.Services.GetRequiredService<ICatalogueStore>();
        await items.UpsertAsync(Demo, [new CatalogueItem(new ItemId("stove"), "Camping stove", "Outdoor > Cooking", 4500, "EUR", Class: new TopicClass("S1"))], TestContext.Current.CancellationToken);
        await using var again = await server.RestartAsync();
        await again.TrainAsync();

        Assert.Equal(["tent"], (await again.EverythingAsync("ann")).Json["history"]!.AsArray().Select(line => line!["item"]!.GetValue<string>()));
    }

    [Fact]
    public async Task History_is_gone_after_its_retention()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(Crowd.Items);
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Viewed("ann", "tent"));
        server.Clock.Advance(TimeSpan.FromDays(200));
        await server.BatchAsync(Segment.Viewed("ann", "lamp"));
        server.Clock.Advance(TimeSpan.FromDays(166));
        await server.TrainAsync();

        Assert.Equal(["lamp"], (await server.EverythingAsync("ann")).Json["history"]!.AsArray().Select(line => line!["item"]!.GetValue<string>()));
    }
}
