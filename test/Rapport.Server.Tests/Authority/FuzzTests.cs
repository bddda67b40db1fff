using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Authority;

public sealed class FuzzTests
{
    /// <summary>In the first shop's data, and in no request.</summary>
    private const string Secret = "zirkonmarke";

    /// <summary>In requests: what must not come back in a problem, nor stand in a log.</summary>
    private const string Person = "person-93b1@example.org";

    private static readonly int Requests = Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full" ? 200_000 : 1_500;

    private static readonly string[] Pieces = ["", "me", "tent", Person, "..", "%2e%2e%2f", "%00", "%ff", "a%2Fb", "%F0%9F%A6%8A", "{id}", "'; DROP TABLE customers;--", "-1", "99999999999999999999", "null", "true", new string('x', 3_000)];

    private static readonly string[] Hostile = ["null", "[]", "{}", "\"\"", "-1", "1e999", "1e-999", "9223372036854775808", "\"\\ud800\"", "\"\\u0000\"", "true", "[[[[[[[[]]]]]]]]", "{\"a\":{\"a\":{}}}", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\"", "\"" + Person + "\""];

    [Fact]
    public async Task Mutated_requests_break_nothing_cross_no_shop_and_leave_no_name_in_problems_or_logs()
    {
        var lines = new Lines();
        await using var server = await RunningServer.StartAsync(Directory.CreateTempSubdirectory("rapport-server-").FullName, services: services => services.AddLogging(log => log.AddProvider(lines)));
        await server.StoreItemsAsync(new TestItem("tent", "Zelt"), new TestItem("stove", "Stove"));
        await server.GrantAsync(Person, "recommendations", "learning");
        await server.BatchAsync(Segment.Track(Person, "Products Searched", new { query = Secret }));
        var routes = Routes.Of(server);
        var strange = new ShopTokens(server.OtherKeys, "other", server.Clock);
        var (shop, token) = ("Bearer " + server.OtherKeys.SecretKey, "Bearer " + strange.For(Person));
        string[] credentials = ["", shop, shop, shop, shop, shop, token, token, token, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(server.OtherKeys.WriteKey + ":")), "Bearer " + server.OtherKeys.SecretKey, "Bearer " + strange.For(Person), "Bearer " + strange.Sign(Person, audience: "rapport:demo"), "Basic d2tfeA==", "Bearer", "Bearer a.b.c", "Basic ====", "Digest x", "Bearer " + server.Tokens.For("somebody")];
        var statuses = new ConcurrentDictionary<int, int>();

        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (number, cancellation) =>
        {
            var random = new Random(number);
            var route = routes[random.Next(routes.Count)];
            using var request = Mutated(random, route, credentials);
            using var response = await server.Http.SendAsync(request, cancellation);
            var text = await response.Content.ReadAsStringAsync(cancellation);
            statuses.AddOrUpdate((int)response.StatusCode, 1, (_, count) => count + 1);

            var what = $"request {number}: {route.Method} {request.RequestUri} answered {(int)response.StatusCode}: {text}";
            if (response.StatusCode == HttpStatusCode.InternalServerError)
                Assert.Fail(what + lines.Said.LastOrDefault(line => line.Contains("failed", StringComparison.Ordinal)));
            Assert.False(text.Contains(Secret, StringComparison.Ordinal), what);
            if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
                Assert.False(text.Contains("person-93b1", StringComparison.Ordinal), what);
        });

        // The mutations reach behind the first check, in both directions.
        Assert.True(statuses.GetValueOrDefault(200) > Requests / 50, string.Join(", ", statuses));
        Assert.True(statuses.GetValueOrDefault(400) > Requests / 50, string.Join(", ", statuses));
        Assert.DoesNotContain(lines.Said, line => line.Contains("person-93b1", StringComparison.Ordinal) || line.Contains(Secret, StringComparison.Ordinal) || line.Contains(server.OtherKeys.SecretKey, StringComparison.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Requests} requests: {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}");
    }

    private static HttpRequestMessage Mutated(Random random, Routes.Route route, string[] credentials)
    {
        string Piece() => Pieces[random.Next(Pieces.Length)];
        var path = random.Next(3) == 0 ? route.At(Piece(), Piece(), Piece()) : route.At(Person, "r-1", "tent");
        if (random.Next(3) == 0)
            path += $"?customer={Piece()}&anonymous={Piece()}&tenant={(random.Next(2) == 0 ? "demo" : Piece())}&language={Piece()}&days={Piece()}&window={Piece()}";
        var request = new HttpRequestMessage(random.Next(20) == 0 ? HttpMethod.Patch : new HttpMethod(route.Method), path);
        request.Headers.TryAddWithoutValidation("Authorization", credentials[random.Next(credentials.Length)]);
        foreach (var header in (string[])["Rapport-Tenant", "Origin", "If-Match", "Accept-Language", "Sec-GPC", "Accept", "Cookie", "X-Retry-Count", "Idempotency-Key"])
        {
            if (random.Next(6) == 0)
                request.Headers.TryAddWithoutValidation(header, random.Next(2) == 0 ? "demo" : Piece());
        }

        if (route.Method is "POST" or "PUT")
        {
            request.Content = new ByteArrayContent(Body(random, (route.Body ?? "{}").Replace("@", Person, StringComparison.Ordinal)));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", random.Next(10) == 0 ? Piece() : "application/json");
            if (random.Next(20) == 0)
                request.Content.Headers.TryAddWithoutValidation("Content-Encoding", random.Next(2) == 0 ? "gzip" : "br");
        }

        return request;
    }

    private static byte[] Body(Random random, string body)
    {
        switch (random.Next(6))
        {
            case 0:
                return Encoding.UTF8.GetBytes(body);
            case 1:
                var bytes = Encoding.UTF8.GetBytes(body);
                for (var i = random.Next(1, 4); i > 0; i--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 2:
                return Encoding.UTF8.GetBytes(body[..random.Next(body.Length)]);
            case 3:
                return Encoding.UTF8.GetBytes(Hostile[random.Next(Hostile.Length)]);
            default:
                // A value of another kind in the place of one of the values.
                var places = Enumerable.Range(0, body.Length).Where(at => body[at] == ':').ToArray();
                if (places.Length == 0)
                    goto case 3;
                var from = places[random.Next(places.Length)] + 1;
                var to = body.IndexOfAny([',', '}'], from);
                return Encoding.UTF8.GetBytes(body[..from] + Hostile[random.Next(Hostile.Length)] + body[to..]);
        }
    }

    /// <summary>Everything that was logged.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
