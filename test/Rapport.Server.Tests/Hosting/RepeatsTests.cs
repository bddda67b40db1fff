using System.Net;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Hosting;

public sealed class RepeatsTests
{
    private const string Header = "Idempotency-Key";

    private static readonly object Objection = new { right = "objection", regime = "gdpr", customer = "ann" };

    [Fact]
    public async Task A_request_sent_again_under_its_key_gets_the_first_answer_and_happens_once()
    {
        await using var server = await RunningServer.StartAsync();
        var (first, again) = (await AskAsync(server, "k-1", Objection), await AskAsync(server, "k-1", Objection));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.Status, again.Status));
        Assert.Equal((first.Text, first.Header("Location"), "true"), (again.Text, again.Header("Location"), again.Header("Idempotency-Replayed")));
        Assert.Equal("", first.Header("Idempotency-Replayed"));
        Assert.Equal(1, await CountAsync(server));

        var other = await AskAsync(server, "k-1", new { right = "optOut", regime = "gdpr", customer = "ann" });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "other-request"), (other.Status, other.Problem));
        Assert.Equal(1, await CountAsync(server));

        // Without a key, under another one, or a day later, it is a new request.
        await server.AsShopAsync(HttpMethod.Post, "/v1/requests", Objection);
        await AskAsync(server, "k-2", Objection);
        server.Clock.Advance(TimeSpan.FromHours(25));
        await AskAsync(server, "k-1", Objection);
        Assert.Equal(4, await CountAsync(server));
    }

    [Fact]
    public async Task A_key_is_its_caller_s_own_and_a_refused_request_may_be_mended()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal("unknown-right", (await AskAsync(server, "k", new { right = "forgetting", regime = "gdpr", customer = "ann" })).Problem);
        Assert.Equal(HttpStatusCode.Created, (await AskAsync(server, "k", Objection)).Status);

        var mine = await AskAsync(server, "k", new { right = "objection", regime = "gdpr" }, server.Tokens.For("bob"));

        Assert.Equal((HttpStatusCode.Created, ""), (mine.Status, mine.Header("Idempotency-Replayed")));
        Assert.Equal("invalid-value", (await AskAsync(server, new string('k', 129), Objection)).Problem);
    }

    [Fact]
    public async Task An_answer_with_somebody_s_data_is_not_kept()
    {
        await using var server = await RunningServer.StartAsync();
        var access = new { right = "access", regime = "gdpr", customer = "ann" };

        var (first, again) = (await AskAsync(server, "k", access), await AskAsync(server, "k", access));

        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.NotEqual(first.Json["id"]!.GetValue<string>(), again.Json["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_many_at_once_under_one_key_one_happens()
    {
        await using var server = await RunningServer.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => AskAsync(server, "k", Objection)));

        Assert.Equal(1, await CountAsync(server));
        Assert.All(answers, answer => Assert.True(answer.Status == HttpStatusCode.Created || answer.Problem == "still-running"));
    }

    private static async Task<Answer> AskAsync(RunningServer server, string key, object body, string? bearer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/requests") { Content = System.Net.Http.Json.JsonContent.Create(body) };
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", bearer ?? server.Keys.SecretKey);
        request.Headers.TryAddWithoutValidation(Header, key);
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    private static async Task<int> CountAsync(RunningServer server) => (await server.AsShopAsync(HttpMethod.Get, "/v1/requests")).Json["requests"]!.AsArray().Count;
}
