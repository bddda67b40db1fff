using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Rapport.EndToEnd.Tests.Shared;

namespace Rapport.EndToEnd.Tests;

/// <summary>Keys change and vanish under a real server that is being asked.</summary>
public sealed class KeysTests
{
    [Fact]
    public async Task S072_rapport_keys_rotate_beside_a_busy_server_fails_no_request()
    {
        await using var server = await RapportProcess.StartAsync();
        await PrepareAsync(server);
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(worker => AskAsync(server, worker, stop.Token)).ToArray();

        var watch = Stopwatch.StartNew();
        await RotateAsync(server.Home);
        await RotateAsync(server.Home);
        var took = watch.Elapsed;
        await stop.CancelAsync();
        var answers = (await Task.WhenAll(load)).SelectMany(each => each).ToArray();
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"two rotations in {took.TotalSeconds:F1} s beside {answers.Length} answers, {answers.Count(answer => answer != "200 whole")} of them not whole"));

        Assert.True(answers.Length > 20, $"{answers.Length} requests");
        Assert.All(answers, answer => Assert.Equal("200 whole", answer));
        Assert.Equal(["kek-3.bin"], Directory.GetFiles(Path.Combine(server.Home, "keys"), "kek*").Select(Path.GetFileName));
        Assert.Equal("ok", (await server.GetAsync("/health")).GetProperty("checks").GetProperty("keys").GetString());
    }

    [Fact]
    public async Task S070_keys_removed_while_the_server_runs_give_plain_content_no_error_and_a_health_that_says_so()
    {
        await using var server = await RapportProcess.StartAsync();
        await PrepareAsync(server);
        var (key, away) = (Path.Combine(server.Home, "keys", "kek.bin"), Path.Combine(server.Home, "kek.away"));

        File.Move(key, away);
        await UntilAsync(server, "away");
        var degraded = await DecideAsync(server, "someone-1");
        Assert.Equal("degraded", (await server.GetAsync("/health")).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TrackAsync(server, "someone-1", "late"));

        File.Move(away, key);
        await UntilAsync(server, "ok");
        Assert.Equal("200 degraded", degraded);
        Assert.Equal("200 whole", await DecideAsync(server, "someone-1"));
        Assert.Equal(HttpStatusCode.OK, await TrackAsync(server, "someone-1", "late"));
    }

    private static async Task PrepareAsync(RapportProcess server)
    {
        await server.PutItemsAsync([.. Enumerable.Range(0, 20).Select(i => ($"thing-{i}", $"Thing {i}", $"Shelf > Board {i % 3}"))]);
        for (var i = 0; i < 8; i++)
        {
            await server.GrantAsync($"someone-{i}", "recommendations", "learning");
            Assert.Equal(HttpStatusCode.OK, await TrackAsync(server, $"someone-{i}", $"first-{i}"));
        }
    }

    /// <summary>Decisions for known people and consents of new ones (who need new keys), until told to stop.</summary>
    private static async Task<List<string>> AskAsync(RapportProcess server, int worker, CancellationToken stop)
    {
        var answers = new List<string>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            answers.Add(await DecideAsync(server, $"someone-{(worker + i) % 8}"));
            await server.GrantAsync($"newcomer-{worker}-{i}", "recommendations");
            answers.Add(await TrackAsync(server, $"newcomer-{worker}-{i}", $"m-{worker}-{i}") == HttpStatusCode.OK ? "200 whole" : "event refused");
        }

        return answers;
    }

    private static async Task<string> DecideAsync(RapportProcess server, string customer)
    {
        using var answer = await server.Http.PostAsJsonAsync(new Uri("/v1/decisions", UriKind.Relative), new { surface = "home", customer }, CancellationToken.None);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken.None);
        return $"{(int)answer.StatusCode} {(body.GetProperty("degraded").GetBoolean() ? "degraded" : "whole")}";
    }

    private static async Task<HttpStatusCode> TrackAsync(RapportProcess server, string customer, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/track")
        {
            Content = JsonContent.Create(new { type = "track", @event = "Product Viewed", messageId = message, userId = customer, properties = new { product_id = "thing-3" } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(server.Keys.WriteKey + ":")));
        using var answer = await server.Http.SendAsync(request, CancellationToken.None);
        return answer.StatusCode;
    }

    private static async Task UntilAsync(RapportProcess server, string keys)
    {
        var watch = Stopwatch.StartNew();
        while ((await server.GetAsync("/health")).GetProperty("checks").GetProperty("keys").GetString() != keys)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"keys are not '{keys}' after {watch.Elapsed}");
            await Task.Yield();
        }
    }

    private static async Task RotateAsync(string home)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "rapport.dll"), "keys", "rotate", "--home", home, "--json"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        Assert.True(process.ExitCode == 0, $"{output} {await errors}");
    }
}
