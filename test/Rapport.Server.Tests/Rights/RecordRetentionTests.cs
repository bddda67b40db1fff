using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Decisions;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Rights;

public sealed class RecordRetentionTests
{
    [Fact]
    public async Task S067_what_was_decided_loses_its_content_with_the_history_it_told_of()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("lamp", "Lamp"));
        await server.GrantAsync("ann", "recommendations");
        await server.DecideAsync("ann", new { surface = "home" });
        await server.Services.GetRequiredService<IDecisionLog>().FlushAsync(TestContext.Current.CancellationToken);

        Assert.Equal((1, 0, 0.0), Held(await ReportAsync(server), "decisions"));
        server.Clock.Advance(TimeSpan.FromDays(367));
        var stale = await ReportAsync(server);
        var run = await RunAsync(server);

        Assert.Equal((1, 1, 1.0), Held(stale, "decisions"));
        Assert.Equal((0, 0, 0.0), Held(run, "decisions"));
        Assert.Equal(1, run["removedRecords"]!["decisions"]!.GetValue<int>());
        Assert.Empty((await server.EverythingAsync("ann")).Json["uses"]?.AsArray() ?? []);
        Assert.Null((await RunAsync(server))["removedRecords"]!["decisions"]);
    }

    [Fact]
    public async Task S067_finished_requests_go_after_three_years_and_open_ones_stay()
    {
        await using var server = await RunningServer.StartAsync();
        var ids = new List<string>();
        foreach (var onlyNote in new[] { false, true })
            ids.Add((await server.AsShopAsync(HttpMethod.Post, "/v1/requests", new { right = "access", regime = "gdpr", customer = "ann", onlyNote })).Json["id"]!.GetValue<string>());

        server.Clock.Advance(TimeSpan.FromDays(1_096));
        await RunAsync(server);
        Assert.Equal((1, 0, 0.0), Held(await ReportAsync(server), "requests"));
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal((1, 1, 1.0), Held(await ReportAsync(server), "requests"));

        Assert.Equal(1, (await RunAsync(server))["removedRecords"]!["requests"]!.GetValue<int>());
        Assert.Equal([ids[1]], (await server.AsShopAsync(HttpMethod.Get, "/v1/requests")).Json["requests"]!.AsArray().Select(request => request!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task S067_answers_go_a_month_after_their_question_and_stay_where_it_is_asked_again()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("lamp", "Lamp"));
        await server.GrantAsync("ann", "recommendations");
        await AskAsync(server, "taste", "light");
        await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/quiz", new { answers = new[] { new { question = "taste", answer = "a" }, new { question = "light", answer = "b" } } });
        await RunAsync(server);

        await AskAsync(server);
        await RunAsync(server);
        server.Clock.Advance(TimeSpan.FromDays(20));
        await AskAsync(server, "light");
        Assert.Equal((1, 0, 0.0), Held(await RunAsync(server), "closed-answers"));
        server.Clock.Advance(TimeSpan.FromDays(11));

        Assert.Equal((1, 1, 1.0), Held(await ReportAsync(server), "closed-answers"));
        var run = await RunAsync(server);
        Assert.Equal(1, run["removedRecords"]!["closed-answers"]!.GetValue<int>());
        Assert.Equal((0, 0, 0.0), Held(run, "closed-answers"));
        Assert.Equal("light=b", Assert.Single((await server.EverythingAsync("ann")).Json["history"]!.AsArray())!["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Answers_of_before_anybody_wrote_down_what_is_asked_have_their_month_too()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("lamp", "Lamp"));
        await server.GrantAsync("ann", "recommendations");
        await AskAsync(server, "taste");
        await server.AsCustomerAsync("ann", HttpMethod.Post, "/v1/customers/me/quiz", new { answers = new[] { new { question = "taste", answer = "a" } } });
        await AskAsync(server);
        server.Clock.Advance(TimeSpan.FromDays(40));

        Assert.Equal((1, 0, 0.0), Held(await RunAsync(server), "closed-answers"));
        server.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal((0, 0, 0.0), Held(await RunAsync(server), "closed-answers"));
    }

    private static Task<Answer> AskAsync(RunningServer server, params string[] questions) => server.AsShopAsync(HttpMethod.Put, "/v1/quiz", new
    {
        questions = questions.Select(id => new
        {
            id,
            text = new { en = "Which?", de = "Welche?" },
            answers = new[] { "a", "b" }.Select(answer => new { id = answer, text = new { en = answer, de = answer }, items = new[] { "lamp" } }),
        }),
    });

    private static async Task<JsonNode> ReportAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/retention")).Json;

    private static async Task<JsonNode> RunAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Post, "/v1/retention/run")).Json;

    private static (int Lines, int Stale, double Share) Held(JsonNode report, string name)
    {
        var held = report["records"]!.AsArray().Single(each => each!["name"]!.GetValue<string>() == name)!;
        return (held["lines"]!.GetValue<int>(), held["stale"]!.GetValue<int>(), held["staleShare"]!.GetValue<double>());
    }
}
