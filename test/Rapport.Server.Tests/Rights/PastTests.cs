using System.Net;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Rights;

/// <summary>What a browser did before somebody signed in goes to her account after her yes, and not before.</summary>
public sealed class PastTests
{
    [Fact]
    public async Task A_past_is_taken_along_after_a_yes_and_the_number_it_was_under_is_forgotten()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");

        var silent = await TakeAsync(server);
        await ChoosePastAsync(server, granted: false);
        var refused = await TakeAsync(server);
        var apart = (await server.EverythingAsync("ann")).Json["history"]!.AsArray().Count;
        await ChoosePastAsync(server, granted: true);
        var taken = await TakeAsync(server);
        var again = await TakeAsync(server);

        Assert.Equal(["past-needs-yes", "past-needs-yes"], new[] { silent.Problem, refused.Problem });
        Assert.Equal(0, apart);
        Assert.Equal((HttpStatusCode.OK, 3, 0, "erasure"), (taken.Status, taken.Json["taken"]!.GetValue<int>(), taken.Json["left"]!.GetValue<int>(), taken.Json["receipt"]!["kind"]!.GetValue<string>()));
        var mine = (await server.EverythingAsync("ann")).Json["history"]!.AsArray();
        Assert.Equal(["productViewed tent", "orderCompleted lamp", "orderCompleted mat"], mine.Select(line => $"{line!["kind"]} {line["item"]}"));
        // Said yes to by the number for learning; by her not.
        Assert.All(mine, line => Assert.Equal(["recommendations"], line!["purposes"]!.AsArray().Select(name => name!.GetValue<string>())));
        Assert.Equal(0, (await server.SendAsync(HttpMethod.Get, "/v1/customers/me", bearer: Number(server))).Json["total"]!.GetValue<int>());
        Assert.Equal((HttpStatusCode.OK, 0), (again.Status, again.Json["taken"]!.GetValue<int>()));
        Assert.Equal(3, (await server.EverythingAsync("ann")).Json["history"]!.AsArray().Count);
    }

    [Fact]
    public async Task Her_own_no_to_a_topic_keeps_it_out_of_what_she_takes_along()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await ChoosePastAsync(server, granted: true);
        await server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", new { choices = new[] { new { purpose = "recommendations", granted = false, textVersion = "recommendations/1", scope = "topic:Outdoor > Camping" } }, language = "en", surface = "home" });

        var taken = await TakeAsync(server);

        Assert.Equal((0, 3), (taken.Json["taken"]!.GetValue<int>(), taken.Json["left"]!.GetValue<int>()));
        Assert.Empty((await server.EverythingAsync("ann")).Json["history"]!.AsArray());
    }

    [Fact]
    public async Task Nobody_takes_a_past_that_is_not_proven_to_be_hers()
    {
        await using var server = await ShopAsync();
        await server.GrantAsync("ann", "recommendations");
        await ChoosePastAsync(server, granted: true);
        async Task<string> TryAsync(object body) => (await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/past", body)).Problem;

        Assert.Equal("invalid-value", await TryAsync(new { anonymousId = "browser-1" }));
        Assert.Equal("invalid-value", await TryAsync(new { token = "guessed" }));
        Assert.Equal("invalid-value", await TryAsync(new { token = server.Tokens.For("bob") }));
        Assert.Equal("invalid-value", (await server.SendAsync(HttpMethod.Post, "/v1/customers/me/past", new { token = Number(server) }, bearer: Number(server))).Problem);
        Assert.Equal(3, (await server.SendAsync(HttpMethod.Get, "/v1/customers/me", bearer: Number(server))).Json["history"]!.AsArray().Count);
    }

    private static async Task<RunningServer> ShopAsync()
    {
        var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(Crowd.Items);
        await server.SendAsync(HttpMethod.Put, "/v1/consents", new { choices = new[] { "recommendations", "learning" }.Select(purpose => new { purpose, granted = true, textVersion = purpose + "/1" }), language = "en", surface = "home" }, bearer: Number(server));
        var stored = await server.BatchAsync(Anonymous(Segment.Viewed("", "tent")), Anonymous(Segment.Ordered("", "o-1", "lamp", "mat")));
        Assert.Equal("2", stored.Header("Rapport-Stored"));
        return server;
    }

    private static Dictionary<string, object> Anonymous(Dictionary<string, object> happened)
    {
        happened.Remove("userId");
        return happened.With("anonymousId", "browser-1");
    }

    private static string Number(RunningServer server) => server.Tokens.For("browser-1", anonymous: true);

    private static Task<Answer> ChoosePastAsync(RunningServer server, bool granted) =>
        server.AsCustomerAsync("ann", HttpMethod.Put, "/v1/consents", new { choices = new[] { new { purpose = "recommendations", granted, textVersion = "past/1", scope = "past" } }, language = "en", surface = "home" });

    private static Task<Answer> TakeAsync(RunningServer server) => server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/past", new { token = Number(server) });
}
