using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Server.Boundary;
using Rapport.Server.Hosting;

namespace Rapport.Server.Tests.Shared;

/// <summary>A real server over a home of its own, on a port the system chose, with the shops <c>demo</c>, <c>other</c> and the sample <c>sample</c>.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web);

    private readonly WebApplication _app;
    private bool _isStopped;

    private RunningServer(WebApplication app, string home, ShiftedClock clock, TenantKeys keys, TenantKeys otherKeys, TenantKeys sampleKeys)
    {
        (_app, Home, Clock, Keys, OtherKeys, SampleKeys) = (app, home, clock, keys, otherKeys, sampleKeys);
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(Address) };
        Tokens = new ShopTokens(keys, "demo", clock);
    }

    public string Home { get; }

    public string Address { get; }

    public ShiftedClock Clock { get; }

    public TenantKeys Keys { get; }

    public TenantKeys OtherKeys { get; }

    public TenantKeys SampleKeys { get; }

    public ShopTokens Tokens { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static Task<RunningServer> StartAsync() => StartAsync(Directory.CreateTempSubdirectory("rapport-server-").FullName);

    public static Task<RunningServer> StartAsync(string home, int requestsPerSecond = 20_000, Action<IServiceCollection>? services = null) =>
        StartAsync(home, new ShiftedClock(), TenantKeys.Create(), TenantKeys.Create(), TenantKeys.Create(), requestsPerSecond, services);

    /// <summary>With other settings of the shop <c>demo</c>.</summary>
    public static Task<RunningServer> StartAsync(Func<TenantSettings, TenantSettings> demo) =>
        StartAsync(Directory.CreateTempSubdirectory("rapport-server-").FullName, new ShiftedClock(), TenantKeys.Create(), TenantKeys.Create(), TenantKeys.Create(), 20_000, services: null, demo: demo);

    private static async Task<RunningServer> StartAsync(string home, ShiftedClock clock, TenantKeys keys, TenantKeys otherKeys, TenantKeys sampleKeys, int requestsPerSecond, Action<IServiceCollection>? services, IReadOnlyList<string>? dropSignals = null, AllowListSettings? allowList = null, Func<TenantSettings, TenantSettings>? demo = null)
    {
        var options = new RapportOptions
        {
            Home = home,
            Listen = "http://127.0.0.1:0",
            Clock = clock,
            TrainsInBackground = false,
            RequestsPerSecond = requestsPerSecond,
            Settings = new RapportSettings
            {
                Tenants =
                [
                    (demo ?? (same => same))(keys.ToSettings("demo", "Demo") with { Origins = ["https://shop.example"], DropSignals = dropSignals ?? [], AllowList = allowList }),
                    otherKeys.ToSettings("other", "Other"),
                    sampleKeys.ToSettings("sample", "Sample") with { Sample = true },
                ],
            },
        };
        var app = RapportHost.Build(options, services: added =>
        {
            added.AddLogging(log => log.ClearProviders());
            services?.Invoke(added);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new RunningServer(app, home, clock, keys, otherKeys, sampleKeys);
    }

    /// <summary>Sends a request as the shop (secret key), with a token, with a write key, or as nobody.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, string? bearer = null, string? writeKey = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (writeKey is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(writeKey + ":")));
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body, options: JsonOptions),
        };
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> AsShopAsync(HttpMethod method, string path, object? body = null) => SendAsync(method, path, body, bearer: Keys.SecretKey);

    public Task<Answer> AsCustomerAsync(string customer, HttpMethod method, string path, object? body = null) => SendAsync(method, path, body, bearer: Tokens.For(customer));

    /// <summary>Sends events from the shop's server, which is told what became of them.</summary>
    public Task<Answer> BatchAsync(params object[] events) =>
        SendAsync(HttpMethod.Post, "/v1/batch", new { batch = events, sentAt = Clock.GetUtcNow() }, bearer: Keys.SecretKey);

    /// <summary>Sends events with the publishable write key, which is not.</summary>
    public Task<Answer> WriteAsync(params object[] events) =>
        SendAsync(HttpMethod.Post, "/v1/batch", new { batch = events, sentAt = Clock.GetUtcNow() }, writeKey: Keys.WriteKey);

    public async Task StoreItemsAsync(params TestItem[] items)
    {
        var answer = await AsShopAsync(HttpMethod.Put, "/v1/items", new { items });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    /// <summary>The customer says yes to purposes on the shop's page.</summary>
    public async Task GrantAsync(string customer, params string[] purposes)
    {
        var answer = await ChooseAsync(customer, granted: true, purposes);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    public Task<Answer> ChooseAsync(string customer, bool granted, params string[] purposes) =>
        AsCustomerAsync(customer, HttpMethod.Put, "/v1/consents", new
        {
            choices = purposes.Select(purpose => new { purpose, granted, textVersion = purpose + "/1" }),
            language = "en",
            surface = "home",
        });

    public Task<Answer> EverythingAsync(string customer) => AsCustomerAsync(customer, HttpMethod.Get, "/v1/customers/me");

    public async Task<JsonNode> DecideAsync(string customer, object question)
    {
        var answer = await AsCustomerAsync(customer, HttpMethod.Post, "/v1/decisions", question);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }

    public async Task TrainAsync()
    {
        var answer = await AsShopAsync(HttpMethod.Post, "/v1/model/train", new { refreshLists = true });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    /// <summary>True when the text is in any file of the home, in UTF-8 or UTF-16.</summary>
    public bool IsOnDisk(string text) =>
        new[] { System.Text.Encoding.UTF8.GetBytes(text), System.Text.Encoding.Unicode.GetBytes(text) }
            .Any(needle => Directory.EnumerateFiles(Home, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock").Any(file => Holds(file, needle)));

    /// <summary>Stops this server and starts another on its home.</summary>
    /// <param name="dropSignals">What the shop no longer keeps from then on.</param>
    public async Task<RunningServer> RestartAsync(params string[] dropSignals)
    {
        await StopAsync();
        return await StartAsync(Home, Clock, Keys, OtherKeys, SampleKeys, 20_000, services: null, dropSignals);
    }

    /// <summary>Stops this server and starts another on its home with other settings of the shop <c>demo</c>.</summary>
    public async Task<RunningServer> RestartAsync(Func<TenantSettings, TenantSettings> demo)
    {
        await StopAsync();
        return await StartAsync(Home, Clock, Keys, OtherKeys, SampleKeys, 20_000, services: null, demo: demo);
    }

    /// <summary>Stops this server and starts another on its home that keeps no more than a list.</summary>
    public async Task<RunningServer> RestartAsync(AllowListSettings list)
    {
        await StopAsync();
        return await StartAsync(Home, Clock, Keys, OtherKeys, SampleKeys, 20_000, services: null, allowList: list);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Home))
            Directory.Delete(Home, recursive: true);
    }

    public async Task StopAsync()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static bool Holds(string file, byte[] needle)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(needle) >= 0;
    }
}

/// <summary>An item as the API takes it.</summary>
internal sealed record TestItem(string Id, string Title, string Category = "Kitchen > Aprons", string Price = "12.30", bool InStock = true);

/// <summary>What the server said.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The code of a problem, after checking that it is one by RFC 9457.</summary>
    public string Problem
    {
        get
        {
            Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
            var code = Json["code"]!.GetValue<string>();
            Assert.Equal("https://rapport.dev/problems/" + code, Json["type"]!.GetValue<string>());
            Assert.Equal((int)Status, Json["status"]!.GetValue<int>());
            return code;
        }
    }

    public string Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
