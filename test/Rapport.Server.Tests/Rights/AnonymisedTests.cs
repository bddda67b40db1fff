using System.Net;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Rights;

public sealed class AnonymisedTests
{
    [Fact]
    public async Task S076_an_export_of_the_shop_hides_everybody_or_does_not_happen()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("lamp", "Lamp", "Camping > Light"), new TestItem("mat", "Mat", "Camping > Sleeping"));
        for (var i = 0; i < 12; i++)
        {
            // The last two said yes to suggestions only: they are nobody's export.
            await server.GrantAsync("c" + i, i < 10 ? ["recommendations", "measurement"] : ["recommendations"]);
            await server.BatchAsync(Segment.Ordered("c" + i, "o-" + i, i % 2 == 0 ? "lamp" : "mat"));
        }

        var export = await server.AsShopAsync(HttpMethod.Get, "/v1/exports/anonymised?k=10");
        var refused = await server.AsShopAsync(HttpMethod.Get, "/v1/exports/anonymised?k=11");
        var weak = await server.AsShopAsync(HttpMethod.Get, "/v1/exports/anonymised?k=4");
        var hers = await server.AsCustomerAsync("c1", HttpMethod.Get, "/v1/exports/anonymised");

        Assert.Equal((10, 10, 10, 2), (export.Json["rows"]!.AsArray().Count, export.Json["report"]!["people"]!.GetValue<int>(), export.Json["report"]!["smallestGroup"]!.GetValue<int>(), export.Json["report"]!["smallestDiversity"]!.GetValue<int>()));
        Assert.DoesNotContain("c1", export.Json["rows"]!.AsArray().Select(row => row!["pseudonym"]!.GetValue<string>()));
        Assert.True(refused.Json["report"]!["isRefused"]!.GetValue<bool>());
        Assert.Empty(refused.Json["rows"]!.AsArray());
        Assert.Equal("invalid-value", weak.Problem);
        Assert.Equal(HttpStatusCode.Forbidden, hers.Status);
    }
}
