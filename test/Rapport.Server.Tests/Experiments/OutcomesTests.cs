using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Server.Tests.Shared;
using Rapport.Server.Tests.Tact;
using Rapport.Storage;

namespace Rapport.Server.Tests.Experiments;

/// <summary>Second purchases, how welcome suggestions are, and the pulse, through the public API.</summary>
public sealed class OutcomesTests
{
    [Fact]
    public async Task S063_the_counters_of_the_welcome_rate_are_what_customers_clicked()
    {
        await using var server = await PaceTests.CamperAsync();
        for (var i = 0; i < 20; i++)
        {
            await server.GrantAsync($"w{i}", "recommendations", "measurement");
            await server.BatchAsync(PaceTests.Shown($"w{i}", "lamp"), PaceTests.Shown($"w{i}", "mat"));
        }

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.AsCustomerAsync("w1", HttpMethod.Post, "/v1/customers/me/hides", new { item = "lamp" });
        await server.AsCustomerAsync("w2", HttpMethod.Post, "/v1/customers/me/hides", new { item = "mat", askedHow = true });
        // Never shown to her: no verdict on what was shown.
        await server.AsCustomerAsync("w3", HttpMethod.Post, "/v1/customers/me/hides", new { item = "bowl" });
        await server.BatchAsync(PaceTests.Shown("ann", "lamp"));

        var welcome = (await OutcomesAsync(server))["welcome"]!;

        Assert.Equal((20, 40, 1, 1, 0.95), (Number("people"), Number("shown"), Number("hidden"), Number("asked"), welcome["rate"]!.GetValue<double>()));

        int Number(string name) => welcome[name]!.GetValue<int>();
    }

    [Fact]
    public async Task S053_seeded_orders_reproduce_the_rate_by_mode()
    {
        await using var server = await PaceTests.CamperAsync();
        for (var i = 0; i < 40; i++)
        {
            await server.GrantAsync($"r{i}", i < 20 ? ["recommendations", "measurement"] : ["measurement"]);
            await server.BatchAsync(Segment.Ordered($"r{i}", $"a{i}", "bowl"));
        }

        server.Clock.Advance(TimeSpan.FromDays(20));
        foreach (var i in new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 20, 21, 22 })
            await server.BatchAsync(Segment.Ordered($"r{i}", $"b{i}", "whisk"));
        Assert.Empty((await OutcomesAsync(server))["repeat"]!.AsArray());
        server.Clock.Advance(TimeSpan.FromDays(20));

        var repeat = (await OutcomesAsync(server))["repeat"]!.AsArray();

        Assert.Equal(["contextual 20 0.15", "personal 20 0.45"], repeat.Select(mode => FormattableString.Invariant($"{mode!["mode"]} {mode["buyers"]} {mode["share"]!.GetValue<double>()}")));
    }

    [Fact]
    public async Task S051_S052_the_pulse_is_asked_once_answered_without_a_name_and_kept_as_sums_of_twenty()
    {
        await using var server = await PaceTests.CamperAsync();
        var people = DueToday(server, 21);
        Assert.Null((await AskAsync(server, people[0]))["question"]);
        var answers = new List<(string Question, bool Agrees)>();
        foreach (var person in people)
        {
            await server.GrantAsync(person, "measurement");
            var asked = await AskAsync(server, person);
            var reply = new { ticket = asked["ticket"]!.GetValue<string>(), agrees = answers.Count % 4 != 0 };
            Assert.Null((await AskAsync(server, person))["question"]);
            if (answers.Count == 19)
                Assert.Empty((await OutcomesAsync(server))["pulse"]!.AsArray());
            Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Post, "/v1/pulse", reply)).Status);
            Assert.Equal(HttpStatusCode.Conflict, (await server.SendAsync(HttpMethod.Post, "/v1/pulse", reply)).Status);
            if (answers.Count < 20)
                answers.Add((asked["question"]!.GetValue<string>(), reply.agrees));
        }

        var outcomes = await OutcomesAsync(server);

        // The answer after the twentieth waits for its own twenty.
        Assert.Equal(20, outcomes["pulse"]!.AsArray().Sum(each => each!["answers"]!.GetValue<int>()));
        Assert.All(outcomes["pulse"]!.AsArray(), each => Assert.Equal(answers.Count(answer => answer.Question == each!["question"]!.GetValue<string>()), each!["answers"]!.GetValue<int>()));
        Assert.All(outcomes["associations"]!.AsArray(), each => Assert.Equal(("association, not cause", null), (each!["kind"]!.GetValue<string>(), each["correlation"])));
    }

    [Fact]
    public async Task An_hour_after_it_was_asked_the_question_is_closed()
    {
        await using var server = await RunningServer.StartAsync();
        var person = DueToday(server, 1)[0];
        await server.GrantAsync(person, "measurement");
        var asked = await AskAsync(server, person);

        server.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(HttpStatusCode.Conflict, (await server.SendAsync(HttpMethod.Post, "/v1/pulse", new { ticket = asked["ticket"]!.GetValue<string>(), agrees = true })).Status);
    }

    private static List<string> DueToday(RunningServer server, int count)
    {
        var store = server.Services.GetRequiredService<RapportStore>();
        var calendar = new PulseCalendar(new ShopExperiments([], () => store.ExperimentKeyOf(new TenantId("demo"))));
        return [.. Enumerable.Range(0, 100_000).Select(n => $"q{n}").Where(name => calendar.Due(CustomerId.Known(name), server.Clock.GetUtcNow()) is not null).Take(count)];
    }

    private static async Task<JsonNode> AskAsync(RunningServer server, string person) => (await server.AsCustomerAsync(person, HttpMethod.Get, "/v1/pulse")).Json;

    private static async Task<JsonNode> OutcomesAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/outcomes?within=30")).Json;
}
