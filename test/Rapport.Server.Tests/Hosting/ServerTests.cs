using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Server.Tests.Hosting;

public sealed class ServerTests
{
    [Fact]
    public async Task A_second_server_on_the_same_home_is_refused()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Throws<HomeInUseException>(() => RapportHost.Build(new RapportOptions { Home = server.Home, Settings = new RapportSettings() }));
    }

    [Fact]
    public async Task Health_says_what_is_there()
    {
        await using var server = await RunningServer.StartAsync();

        var health = await server.SendAsync(HttpMethod.Get, "/health");

        Assert.Equal(HttpStatusCode.OK, health.Status);
        Assert.Equal("""{"status":"ok","checks":{"store":"ok","keys":"ok","model":"none yet","decisionLog":"ok"}}""", health.Text);
    }

    [Fact]
    public async Task Every_answer_carries_headers_that_keep_pages_to_themselves()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var path in (string[])["/health", "/v1/purposes", "/nowhere", "/docs", "/v1/customers/me"])
        {
            var answer = await server.SendAsync(HttpMethod.Get, path);

            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
            Assert.Contains("frame-ancestors 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("", answer.Header("Server"));
            Assert.Equal("", answer.Header("Strict-Transport-Security"));
            Assert.Equal("", answer.Header("Set-Cookie"));
        }
    }

    [Theory]
    [InlineData("GET", "/v1/nowhere", 404, "not-found")]
    [InlineData("PATCH", "/v1/consents", 405, "method-not-allowed")]
    public async Task An_unknown_address_or_method_is_a_problem_too(string method, string path, int status, string code)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.SendAsync(new HttpMethod(method), path);

        Assert.Equal((status, code), ((int)answer.Status, answer.Problem));
    }

    [Fact]
    public async Task A_body_that_is_too_large_or_no_json_is_a_problem()
    {
        await using var server = await RunningServer.StartAsync();
        using var text = new StringContent("surface=home", System.Text.Encoding.UTF8, "text/plain");

        var large = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", tenant = "demo", language = new string('x', 2_000_000) });
        var plain = await server.SendAsync(HttpMethod.Post, "/v1/decisions", text);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "body-too-large"), (large.Status, large.Problem));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "not-json"), (plain.Status, plain.Problem));
    }

    [Fact]
    public async Task The_console_asks_for_a_key_at_its_door()
    {
        await using var server = await RunningServer.StartAsync();

        var page = await server.SendAsync(HttpMethod.Get, "/console/enter");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("<html", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_and_logs_name_nobody()
    {
        var lines = new Lines();
        await using var server = await RunningServer.StartAsync(Directory.CreateTempSubdirectory("rapport-server-").FullName, services: services => services.AddLogging(log => log.SetMinimumLevel(LogLevel.Trace).AddFilter("Rapport", LogLevel.Trace).AddProvider(lines)));
        await server.StoreItemsAsync(new TestItem("item-77c1", "Linen apron"));
        await server.GrantAsync("person-1f9d", "recommendations");
        await server.BatchAsync(Segment.Viewed("person-1f9d", "item-77c1"));
        await server.AsShopAsync(HttpMethod.Get, "/v1/customers/person-1f9d");
        await server.AsShopAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", customer = "person-1f9d" });
        await server.AsShopAsync(HttpMethod.Delete, "/v1/customers/person-1f9d/items/item-77c1");
        await server.TrainAsync();

        var key = await server.Services.GetRequiredService<HouseKeeper>().AddKeyAsync("", "prometheus", Permissions.Metrics, TestContext.Current.CancellationToken);
        var metrics = await server.SendAsync(HttpMethod.Get, "/metrics", bearer: key);

        Assert.Contains("rapport_events_stored", metrics.Text, StringComparison.Ordinal);
        Assert.Contains("rapport_decisions", metrics.Text, StringComparison.Ordinal);
        foreach (var name in (string[])["person-1f9d", "item-77c1", server.Keys.SecretKey, server.Keys.WriteKey])
        {
            Assert.DoesNotContain(name, metrics.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(lines.Said, line => line.Contains(name, StringComparison.Ordinal));
        }

        Assert.Contains(lines.Said, line => line.Contains("trained on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_store_answers_503_and_says_when_to_come_back()
    {
        await using var server = await RunningServer.StartAsync(Directory.CreateTempSubdirectory("rapport-server-").FullName, services: services => services.AddSingleton<ICustomerStore>(new AwayStore(new StoreUnavailableException())));

        var events = await server.BatchAsync(Segment.Track("ann", "Products Searched", new { query = "aprons" }));
        var choice = await server.ChooseAsync("ann", granted: true, "recommendations");
        var decision = await server.DecideAsync("ann", new { surface = "home" });

        Assert.All([events, choice], answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "store-unavailable", "5"), (answer.Status, answer.Problem, answer.Header("Retry-After"))));
        Assert.True(decision["degraded"]!.GetValue<bool>());
    }

    [Fact]
    public async Task S070_without_keys_events_are_answered_503_and_decisions_with_plain_content()
    {
        await using var server = await RunningServer.StartAsync(Directory.CreateTempSubdirectory("rapport-server-").FullName, services: services => services.AddSingleton<ICustomerStore>(new AwayStore(new KeysUnavailableException())));

        var events = await server.BatchAsync(Segment.Track("ann", "Products Searched", new { query = "aprons" }));
        var rights = await server.EverythingAsync("ann");
        var decision = await server.DecideAsync("ann", new { surface = "home" });

        Assert.All([events, rights], answer => Assert.Equal((HttpStatusCode.ServiceUnavailable, "keys-unavailable"), (answer.Status, answer.Problem)));
        Assert.True(decision["degraded"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_restart_keeps_what_was_acknowledged()
    {
        await using var server = await RunningServer.StartAsync();
        await Crowd.FillAsync(server);
        var hash = (await server.AsShopAsync(HttpMethod.Get, "/v1/model")).Json["hash"]!.GetValue<string>();

        await using var again = await server.RestartAsync();

        Assert.Equal(hash, (await again.AsShopAsync(HttpMethod.Get, "/v1/model")).Json["hash"]!.GetValue<string>());
        Assert.Equal(4, (await again.EverythingAsync("crowd-1")).Json["history"]!.AsArray().Count(line => line!["kind"]!.GetValue<string>() == "orderCompleted"));
        Assert.Equal("context", (await again.DecideAsync("crowd-1", new { surface = "product", context = new { item = "tent" } }))["tier"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_restart_is_no_reason_to_refresh_what_strangers_see()
    {
        await using var server = await RunningServer.StartAsync();
        await server.AsShopAsync(HttpMethod.Post, "/v1/model/train", new { refreshLists = true });
        var refreshed = (await server.AsShopAsync(HttpMethod.Get, "/v1/model")).Json["listsRefreshedAt"]!.GetValue<string>();
        server.Clock.Advance(TimeSpan.FromHours(1));

        await using var again = await server.RestartAsync();

        Assert.Equal(refreshed, (await again.AsShopAsync(HttpMethod.Get, "/v1/model")).Json["listsRefreshedAt"]!.GetValue<string>());
    }

    /// <summary>A store that is away.</summary>
    private sealed class AwayStore(Exception why) : ICustomerStore
    {
        public ValueTask<CustomerFile> ReadAsync(TenantId tenant, CustomerId customer, CancellationToken cancellation) => ValueTask.FromException<CustomerFile>(why);

        public Task<T> ChangeAsync<T>(TenantId tenant, CustomerId customer, Func<CustomerFile, T> change, CancellationToken cancellation) => Task.FromException<T>(why);

        public IAsyncEnumerable<CustomerFile> ReadAllAsync(TenantId tenant, CancellationToken cancellation) => throw why;

        public Task<IReadOnlyList<T>> ReadAllAsync<T>(TenantId tenant, Func<T> start, Action<T, CustomerFile> add, CancellationToken cancellation) => throw why;

        public IReadOnlyCollection<CustomerId>? TakeChanged(TenantId tenant) => null;

        public Task<IReadOnlyDictionary<string, long>> EraseAsync(TenantId tenant, CustomerId customer, DateTimeOffset at) => Task.FromException<IReadOnlyDictionary<string, long>>(why);

        public Task<StoreFigures> CountAsync(TenantId tenant, CancellationToken cancellation) => Task.FromException<StoreFigures>(why);
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
