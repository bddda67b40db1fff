using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Tests.Shared;
using Rapport.Storage.House;

namespace Rapport.Server.Tests.Tact;

public sealed class PresetTests
{
    [Fact]
    public async Task S084_personalization_first_is_refused_with_the_list_until_everything_it_asks_for_is_on()
    {
        await using var server = await RunningServer.StartAsync(demo => demo with { TokenKeys = [] });

        var refused = await PutAsync(server, """{"preset":"personalization-first","modes":{"T10":"off"}}""");
        var ofASurface = await PutAsync(server, """{"preset":"privacy-first","surfaces":{"home":{"preset":"personalization-first"}}}""");

        Assert.Equal((HttpStatusCode.Conflict, "gates-closed"), (refused.Status, refused.Problem));
        Assert.Equal(["explanations", "dashboard", "alarms"], Gates(refused));
        Assert.Equal(["dashboard", "alarms"], Gates(ofASurface));
        Assert.Equal("\"1\"", (await server.AsShopAsync(HttpMethod.Get, "/v1/policy")).Header("ETag"));
    }

    [Fact]
    public async Task S084_what_somebody_can_be_told_of_opens_the_last_gate()
    {
        await using var server = await RunningServer.StartAsync();
        var before = await PutAsync(server, """{"preset":"personalization-first"}""");

        await server.Services.GetRequiredService<HouseKeeper>().AddOperatorAsync("demo", "ada", Role.Admin, mayExport: false, "a-long-enough-secret-of-ada", TestContext.Current.CancellationToken);

        Assert.Equal(["alarms"], Gates(before));
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(server, """{"preset":"personalization-first"}""")).Status);
    }

    [Fact]
    public async Task S084_a_rollback_passes_the_same_gates()
    {
        await using var server = await RunningServer.StartAsync(demo => demo with { TokenKeys = [] });
        await PutAsync(server, """{"preset":"privacy-first"}""");

        var back = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/rollback", new { version = 1 });

        Assert.Equal(("gates-closed", "dashboard"), (back.Problem, Assert.Single(Gates(back))));
        Assert.Equal("privacy-first", (await server.AsShopAsync(HttpMethod.Get, "/v1/policy")).Json["preset"]!.GetValue<string>());
    }

    [Fact]
    public async Task S046_a_shop_sees_both_extremes_beside_its_own_policy_and_nothing_changes()
    {
        await using var server = await BusyAsync(people: 220);

        var answer = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/simulate", new { days = 7 });

        Assert.Equal((HttpStatusCode.OK, true), (answer.Status, answer.Json["enough"]!.GetValue<bool>()));
        Assert.Equal(["in-force", "personalization-first", "privacy-first", "without-limits"], answer.Json["outcomes"]!.AsArray().Select(outcome => outcome!["policy"]!.GetValue<string>()));
        var privacy = answer.Json["outcomes"]![2]!;
        Assert.Equal(220, privacy["peopleTouched"]!.GetValue<int>());
        Assert.True(privacy["personalizationGain"]!["high"]!.GetValue<double>() < 0, answer.Text);
        Assert.Equal("\"1\"", (await server.AsShopAsync(HttpMethod.Get, "/v1/policy")).Header("ETag"));
    }

    [Fact]
    public async Task Of_few_people_a_simulation_tells_nothing()
    {
        await using var server = await BusyAsync(people: 12);

        var answer = await server.AsShopAsync(HttpMethod.Post, "/v1/policy/simulate", new { days = 7 });

        Assert.Equal((false, null, 0), (answer.Json["enough"]!.GetValue<bool>(), answer.Json["people"], answer.Json["outcomes"]!.AsArray().Count));
    }

    private static Task<Answer> PutAsync(RunningServer server, string policy) => server.AsShopAsync(HttpMethod.Put, "/v1/policy", policy);

    private static List<string> Gates(Answer refused) => [.. refused.Json["gates"]!.AsArray().Select(gate => gate!.GetValue<string>())];

    /// <summary>People who bought a tent and a stove ten days ago, and looked at something new three days ago.</summary>
    private static async Task<RunningServer> BusyAsync(int people)
    {
        var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        string[] names = [.. Enumerable.Range(0, people).Select(i => "guest" + i)];
        foreach (var name in names)
            await server.GrantAsync(name, "recommendations", "measurement");
        foreach (var some in names.Chunk(50))
            await server.BatchAsync([.. some.Select(name => (object)Segment.Ordered(name, "g-" + name, "tent", "stove"))]);
        server.Clock.Advance(TimeSpan.FromDays(10));
        foreach (var some in names.Chunk(50))
            await server.BatchAsync([.. some.Select(name => (object)Segment.Viewed(name, "bowl"))]);
        server.Clock.Advance(TimeSpan.FromHours(3));
        return server;
    }
}
