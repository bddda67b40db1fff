using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Rapport.Demo.Hosting;

namespace Rapport.Cli.Tests.Demo;

public sealed class DemoHostTests : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("rapport-demo-").FullName;
    private DemoHost _demo = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _demo = await OpenAsync();
        _http = new HttpClient { BaseAddress = new Uri(_demo.App.Urls.First()) };
    }

    [Fact]
    public async Task A_visitor_who_said_yes_gets_a_token_that_rapport_believes()
    {
        var pass = await PostAsync("/shop/visit", null);
        var again = await PostAsync("/shop/renew", new { token = pass.GetProperty("token").GetString() });

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/consents");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", again.GetProperty("token").GetString());
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(pass.GetProperty("customer").GetString(), again.GetProperty("customer").GetString());
        Assert.Equal(22, pass.GetProperty("customer").GetString()!.Length);
    }

    [Fact]
    public async Task A_foreign_token_is_not_renewed()
    {
        using var answer = await _http.PostAsJsonAsync("/shop/renew", new { token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0." }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Every_product_of_the_catalogue_has_its_picture()
    {
        var catalogue = await GetAsync("/shop/catalogue.json");
        var first = catalogue.GetProperty("items")[0];
        using var picture = await _http.GetAsync(new Uri(first.GetProperty("image").GetString()!, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", picture.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_know_the_shop_from_its_first_minute()
    {
        using var answer = await _http.PostAsJsonAsync("/v1/decisions", new { surface = "home", tenant = "demo", count = 4 }, TestContext.Current.CancellationToken);
        var decision = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal("popular", decision.GetProperty("tier").GetString());
        Assert.Equal(4, decision.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Unknown_addresses_of_the_api_are_no_pages()
    {
        using var api = await _http.GetAsync(new Uri("/v1/nothing", UriKind.Relative), TestContext.Current.CancellationToken);
        using var page = await _http.GetAsync(new Uri("/p/linen-apron-moss", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, api.StatusCode);
        Assert.NotEqual(HttpStatusCode.NotFound, page.StatusCode);
        if (page.StatusCode == HttpStatusCode.OK)
            Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_start_finds_the_shop_as_it_was_left()
    {
        var key = _demo.OperatorKey;
        var before = await GetAsync("/shop/config.json");
        await _demo.DisposeAsync();

        _demo = await OpenAsync();
        using var http = new HttpClient { BaseAddress = new Uri(_demo.App.Urls.First()) };

        Assert.Equal(key, _demo.OperatorKey);
        Assert.Equal(before.GetProperty("writeKey").GetString(), (await http.GetFromJsonAsync<JsonElement>("/shop/config.json", TestContext.Current.CancellationToken)).GetProperty("writeKey").GetString());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _demo.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private async Task<DemoHost> OpenAsync()
    {
        var demo = await DemoHost.BuildAsync(_home, "http://127.0.0.1:0", customers: 300, TimeProvider.System, null, CancellationToken.None);
        await demo.App.StartAsync(TestContext.Current.CancellationToken);
        return demo;
    }

    private async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    private async Task<JsonElement> PostAsync(string path, object? body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
