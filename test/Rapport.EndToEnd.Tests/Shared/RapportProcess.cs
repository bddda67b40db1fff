using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Rapport.Server.Hosting;

namespace Rapport.EndToEnd.Tests.Shared;

/// <summary>The real program in a process of its own on a loopback port, over a temporary home.</summary>
internal sealed class RapportProcess : IAsyncDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("rapport-e2e-").FullName;
    private readonly string[] _verb;
    private Process? _process;
    private List<string> _output = [];

    private RapportProcess(TenantKeys keys, int port, params string[] verb)
    {
        (Keys, Port, _verb) = (keys, port, verb);
        Http = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(60) };
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", keys.SecretKey);
    }

    public TenantKeys Keys { get; }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public string Home => _home;

    /// <summary>What the server wrote to its streams: the first 200 lines.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (_output)
                return [.. _output];
        }
    }

    /// <summary>Speaks with the tenant's secret key.</summary>
    public HttpClient Http { get; }

    /// <param name="postgres">Null for the embedded store.</param>
    /// <param name="shop">Other settings of the shop.</param>
    public static async Task<RapportProcess> StartAsync(string? postgres = null, Func<TenantSettings, TenantSettings>? shop = null)
    {
        var keys = TenantKeys.Create();
        var server = new RapportProcess(keys, FreePort(), "serve");
        var settings = new RapportSettings { Store = postgres is null ? "sqlite" : "postgres", Postgres = postgres }.With((shop ?? (same => same))(keys.ToSettings("shop", "Shop")));
        settings.Save(server._home);
        await server.RestartAsync();
        return server;
    }

    /// <summary>The demo shop, set up from nothing.</summary>
    public static async Task<RapportProcess> StartDemoAsync()
    {
        var demo = new RapportProcess(TenantKeys.Create(), FreePort(), "demo", "--no-open");
        await demo.RestartAsync();
        return demo;
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public async Task RestartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "rapport.dll"), .. _verb, "--home", _home, "--port", Port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        var output = Drain(_process);
        _output = output;
        var deadline = Stopwatch.StartNew();
        while (!await IsHealthyAsync())
        {
            if (_process.HasExited || deadline.Elapsed > TimeSpan.FromSeconds(180))
                throw new InvalidOperationException($"The server did not start: {string.Join('\n', output)}");
            await Task.Yield();
        }
    }

    public async Task<JsonElement> GetAsync(string path) => JsonDocument.Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public Task GrantAsync(string customer, params string[] purposes) => SendAsync(HttpMethod.Put, "/v1/consents", new
    {
        customer,
        language = "en",
        surface = "test",
        choices = purposes.Select(purpose => new { purpose, granted = true, textVersion = $"{purpose}/1" }),
    });

    public Task PutItemsAsync(params (string Id, string Title, string Category)[] items) => SendAsync(HttpMethod.Put, "/v1/items", new
    {
        items = items.Select(item => new { id = item.Id, title = item.Title, category = item.Category, price = "12.50" }),
    });

    /// <summary>Runs a Node script of <c>test/clients/plain</c> to its end.</summary>
    public static Process StartClient(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardError = true };
        start.ArgumentList.Add(Repository.Client(script));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static async Task FinishAsync(Process client)
    {
        var errors = await client.StandardError.ReadToEndAsync();
        await client.WaitForExitAsync();
        Assert.True(client.ExitCode == 0, errors);
        client.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is not null)
            Kill();
        Directory.Delete(_home, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<bool> IsHealthyAsync()
    {
        try
        {
            using var probe = new HttpClient { BaseAddress = new Uri(Url), Timeout = TimeSpan.FromSeconds(2) };
            using var response = await probe.GetAsync(new Uri("/health", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (Exception notYet) when (notYet is HttpRequestException or TaskCanceledException or System.Net.Sockets.SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>Keeps the pipes empty, and the last lines for a failure's message.</summary>
    private static List<string> Drain(Process process)
    {
        var lines = new List<string>();
        void Keep(object _, DataReceivedEventArgs received)
        {
            lock (lines)
            {
                if (received.Data is { } line && lines.Count < 200)
                    lines.Add(line);
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return lines;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
