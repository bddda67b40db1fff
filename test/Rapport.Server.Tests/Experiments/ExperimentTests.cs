using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Server.Tests.Shared;
using Rapport.Server.Tests.Tact;

namespace Rapport.Server.Tests.Experiments;

/// <summary>Experiments through the public API, under a virtual clock.</summary>
public sealed class ExperimentTests
{
    private static readonly object Home = new { surface = "home", count = 6 };

    [Fact]
    public async Task S015_S058_planted_order_values_and_clicks_come_back_by_arm_with_their_intervals()
    {
        await using var server = await PaceTests.CamperAsync();
        await BeginAsync(server, "why", new { kind = "explanations", surfaces = new[] { "home" }, controlShare = 0.5 });
        var people = await PeopleAsync(server, "why", 210);
        var events = new List<object>();
        for (var i = 0; i < people.Count; i++)
        {
            var (person, arm) = people[i];
            var answer = await server.DecideAsync(person, Home);
            Assert.Equal(arm == Arm.Control, answer["foldsReasons"]!.GetValue<bool>());
            Assert.NotEmpty(answer["items"]![0]!["reason"]!["text"]!.GetValue<string>());
            var shown = PaceTests.Ids(answer)[0];
            events.Add(Order(person, 40 + (i / 2 % 5), arm == Arm.Treatment ? 1.12 : 1));
            if (arm == Arm.Treatment ? i % 4 < 2 : i % 8 < 2)
                events.Add(Segment.Track(person, "Product Clicked", new { product_id = shown }));
        }

        server.Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var chunk in events.Chunk(100))
            await server.BatchAsync(chunk);
        var report = (await server.AsShopAsync(HttpMethod.Get, "/v1/experiments/why")).Json;

        var (value, clicks) = (Measure(report, "orderValue"), Measure(report, "clicks"));
        Assert.Equal(("higher", 210, 210), (Text(value, "call"), Number(value, "controlPeople"), Number(value, "treatmentPeople")));
        Assert.InRange(0.12, value["low"]!.GetValue<double>(), value["high"]!.GetValue<double>());
        Assert.Equal("higher", Text(clicks, "call"));
        Assert.True(clicks["control"]!.GetValue<double>() < clicks["treatment"]!.GetValue<double>());
        Assert.Equal("tooFewCounted", Text(Measure(report, "optOuts"), "call"));
    }

    [Fact]
    public async Task Who_is_held_out_sees_what_many_choose_and_stays_held_out_and_a_no_still_holds()
    {
        await using var first = await PaceTests.CamperAsync();
        await BeginAsync(first, "rows", new { kind = "holdOut", surfaces = new[] { "home" }, controlShare = 0.5 });
        var (held, seen) = await PairAsync(first, "rows");
        foreach (var person in new[] { held, seen })
            await first.BatchAsync(Segment.Ordered(person, $"o-{person}", "tent", "stove"));
        var plain = await first.DecideAsync(held, Home);
        var hidden = PaceTests.Ids(plain)[0];
        await first.AsCustomerAsync(held, HttpMethod.Post, "/v1/customers/me/hides", new { item = hidden });

        await using var server = await first.RestartAsync();
        var again = await server.DecideAsync(held, Home);

        Assert.NotEmpty(PaceTests.Ids(again));
        Assert.Empty(PaceTests.Personal(plain));
        Assert.Empty(PaceTests.Personal(again));
        Assert.DoesNotContain(hidden, PaceTests.Ids(again));
        Assert.NotEmpty(PaceTests.Personal(await server.DecideAsync(seen, Home)));
        Assert.NotEmpty(PaceTests.Personal(await server.DecideAsync(held, new { surface = "next", count = 6 })));
        // Ann did not agree to measurement: nothing is tried on her.
        Assert.NotEmpty(PaceTests.Personal(await server.DecideAsync("ann", Home)));
        await server.ChooseAsync(held, granted: false, "measurement");
        Assert.NotEmpty(PaceTests.Personal(await server.DecideAsync(held, Home)));
    }

    [Fact]
    public async Task The_treatment_arm_follows_the_policy_that_is_tried()
    {
        await using var server = await PaceTests.CamperAsync();
        await BeginAsync(server, "strict", new { kind = "policy", surfaces = new[] { "home" }, controlShare = 0.5, policy = new { preset = "privacy-first" } });
        var (control, treatment) = await PairAsync(server, "strict");
        foreach (var person in new[] { control, treatment })
            await server.BatchAsync(Segment.Ordered(person, $"o-{person}", "tent", "stove"));

        Assert.NotEmpty(PaceTests.Personal(await server.DecideAsync(control, Home)));
        Assert.Empty(PaceTests.Personal(await server.DecideAsync(treatment, Home)));
    }

    [Fact]
    public async Task What_began_is_ended_and_not_changed_and_few_people_tell_nothing()
    {
        await using var server = await PaceTests.CamperAsync();
        await BeginAsync(server, "rows", new { kind = "holdOut", surfaces = new[] { "home" }, controlShare = 0.5 });
        var (held, _) = await PairAsync(server, "rows");
        await server.BatchAsync(Segment.Ordered(held, "o-held", "tent", "stove"));
        await server.DecideAsync(held, Home);

        var report = (await server.AsShopAsync(HttpMethod.Get, "/v1/experiments/rows")).Json;
        var changed = await server.AsShopAsync(HttpMethod.Put, "/v1/experiments/rows", new { kind = "holdOut", surfaces = new[] { "home" }, controlShare = 0.1 });
        var ended = await server.AsShopAsync(HttpMethod.Put, "/v1/experiments/rows", new { kind = "holdOut", surfaces = new[] { "home" }, controlShare = 0.5, end = server.Clock.GetUtcNow() });

        Assert.Equal(("tooFewPeople", 1), (Text(Measure(report, "conversion"), "call"), Number(Measure(report, "conversion"), "controlPeople")));
        Assert.Null(Measure(report, "conversion")["control"]);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.OK), (changed.Status, ended.Status));
        Assert.NotEmpty(PaceTests.Personal(await server.DecideAsync(held, Home)));
    }

    [Theory]
    [InlineData("rows", """{"kind":"wish","surfaces":["home"],"controlShare":0.5}""", "$.kind")]
    [InlineData("rows", """{"kind":"holdOut","surfaces":["attic"],"controlShare":0.5}""", "$.surfaces")]
    [InlineData("rows", """{"kind":"holdOut","surfaces":["playlist"],"controlShare":0.5}""", "$.surfaces")]
    [InlineData("rows", """{"kind":"policy","surfaces":["home"],"controlShare":0.5,"policy":{"preset":"personalization-first"}}""", "$.policy.preset")]
    [InlineData("Rows", """{"kind":"holdOut","surfaces":["home"],"controlShare":0.5}""", "$.id")]
    public async Task What_no_experiment_may_be_is_refused(string id, string body, string member)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.AsShopAsync(HttpMethod.Put, $"/v1/experiments/{id}", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(member, answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.AsShopAsync(HttpMethod.Get, $"/v1/experiments/{id}")).Status);
    }

    private static async Task BeginAsync(RunningServer server, string id, object experiment) =>
        Assert.Equal(HttpStatusCode.OK, (await server.AsShopAsync(HttpMethod.Put, $"/v1/experiments/{id}", experiment)).Status);

    private static async Task<(string Control, string Treatment)> PairAsync(RunningServer server, string id)
    {
        var pair = await PeopleAsync(server, id, 1);
        return (pair[0].Person, pair[1].Person);
    }

    /// <summary>As many of each arm, in turns, who agreed to suggestions and to measurement: chance has no part in the test.</summary>
    private static async Task<List<(string Person, Arm Arm)>> PeopleAsync(RunningServer server, string id, int each)
    {
        var experiments = server.Services.GetRequiredService<Shops>()[new TenantId("demo")].Experiments;
        var experiment = experiments.All.Single(one => one.Id == id);
        var named = Enumerable.Range(0, 20 * (each + 10)).Select(n => $"p{n}").ToLookup(name => experiments.ArmOf(experiment, CustomerId.Known(name)));
        var people = named[Arm.Control].Zip(named[Arm.Treatment]).Take(each).SelectMany(pair => new[] { (pair.First, Arm.Control), (pair.Second, Arm.Treatment) }).ToList();
        foreach (var (person, _) in people)
            await server.GrantAsync(person, "recommendations", "measurement");
        return people;
    }

    private static Dictionary<string, object> Order(string person, int price, double factor) =>
        Segment.Track(person, "Order Completed", new { order_id = "x-" + person, products = new[] { new { product_id = "bowl", quantity = 1, price = Math.Round(price * factor, 2) } } });

    private static JsonNode Measure(JsonNode report, string name) => report["measures"]!.AsArray().Single(each => each!["measure"]!.GetValue<string>() == name)!;

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}
