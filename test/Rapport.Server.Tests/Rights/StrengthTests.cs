using System.Net;
using System.Text.Json.Nodes;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Rights;

/// <summary>How strongly rows may be personal: the customer's own dial.</summary>
public sealed class StrengthTests
{
    private static readonly object Home = new { surface = "home", count = 8 };

    [Fact]
    public async Task S061_the_dial_takes_personal_places_away_and_gives_them_back()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        // The dial alone, not how far a prediction may go.
        await server.AsShopAsync(HttpMethod.Put, "/v1/policy", """{"preset":"balanced","modes":{"T8":"off"}}""");
        await server.GrantAsync("ann", "recommendations", "learning");
        await server.BatchAsync(Segment.Ordered("ann", "o-1", "tent", "bowl"));
        var before = await server.DecideAsync("ann", Home);

        var half = (await DialAsync(server, "half"), Personal(await server.DecideAsync("ann", Home)));
        var little = (await DialAsync(server, "little"), Personal(await server.DecideAsync("ann", Home)));
        var said = (await server.EverythingAsync("ann")).Json;
        var full = (await DialAsync(server, "full"), Personal(await server.DecideAsync("ann", Home)));

        Assert.Equal(7, Personal(before));
        Assert.Equal([("half", 4), ("little", 2), ("full", 7)], new[] { half, little, full });
        var line = Assert.Single(said["history"]!.AsArray(), line => line!["kind"]!.GetValue<string>() == "strengthChosen")!;
        Assert.Equal(("little", "stated", "recommendations", "little"), (line["text"]!.GetValue<string>(), line["provenance"]!.GetValue<string>(), line["purposes"]!.AsArray().Single()!.GetValue<string>(), said["strength"]!.GetValue<string>()));
        Assert.DoesNotContain("strengthChosen", (await server.EverythingAsync("ann")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_yes_to_suggestions_no_wish_is_kept_and_an_unknown_one_is_refused()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal("full", await DialAsync(server, "little"));
        Assert.Equal(0, (await server.EverythingAsync("ann")).Json["total"]!.GetValue<int>());
        var unknown = await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/customers/me/strength", new { strength = "loud" });
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-value"), (unknown.Status, unknown.Problem));
    }

    private static async Task<string> DialAsync(RunningServer server, string strength) =>
        (await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/customers/me/strength", new { strength })).Json["strength"]!.GetValue<string>();

    private static int Personal(JsonNode answer) => answer["items"]!.AsArray().Count(item => item!["tier"]!.GetValue<string>() is "person" or "session");
}
