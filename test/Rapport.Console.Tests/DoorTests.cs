using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Rapport.Console.Tests;

public sealed partial class DoorTests : IAsyncLifetime
{
    private static readonly string[] Pages = ["", "events", "consent", "history", "model", "tact", "decisions", "rights"];

    private readonly CookieContainer _cookies = new();
    private OpenShop _shop = null!;
    private WebApplication _host = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _shop = await OpenShop.OpenAsync(Cancellation);
        _host = await ConsoleHost.StartAsync(_shop, Cancellation);
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = new Uri(_host.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_key_every_page_sends_to_the_door_and_shows_nothing()
    {
        foreach (var page in Pages)
        {
            var answer = await _client.GetAsync(new Uri("/console/" + page, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Equal("/console/enter", answer.Headers.Location!.AbsolutePath);
            Assert.Empty(await answer.Content.ReadAsStringAsync(Cancellation));
        }

        using var nothing = new StringContent("");
        var hub = await _client.PostAsync(new Uri("/console/_blazor/negotiate?negotiateVersion=1", UriKind.Relative), nothing, Cancellation);
        Assert.Contains(hub.StatusCode, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Redirect });
        Assert.DoesNotContain("Hearth", await ReadAsync("/console/enter"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_key_opens_the_shop_for_four_hours()
    {
        var entered = await EnterAsync(OpenShop.SecretKey, "?ReturnUrl=%2Fconsole%2Frights");

        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        Assert.EndsWith("/console/rights", entered.Headers.Location!.ToString(), StringComparison.Ordinal);
        var cookie = Assert.Single(entered.Headers.GetValues("Set-Cookie"), set => set.StartsWith("rapport-console=", StringComparison.Ordinal));
        Assert.Contains("path=/console", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=strict", cookie, StringComparison.Ordinal);
        foreach (var page in Pages)
            Assert.Contains("Hearth &amp; Home", await ReadAsync("/console/" + page), StringComparison.Ordinal);

        _shop.Clock.Advance(TimeSpan.FromHours(4) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/console/"));
    }

    [Fact]
    public async Task Who_asked_for_the_console_itself_lands_on_its_first_page()
    {
        var door = await _client.GetAsync(new Uri("/console", UriKind.Relative), Cancellation);
        var entered = await EnterAsync(OpenShop.SecretKey, new Uri(_client.BaseAddress!, door.Headers.Location!).Query);

        Assert.Equal("/console/", new Uri(_client.BaseAddress!, entered.Headers.Location!).AbsolutePath);
    }

    [Fact]
    public async Task Another_key_opens_nothing()
    {
        var refused = await EnterAsync("wk_public");

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.Contains("Name and password open nothing.", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/console/"));
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        using var form = new FormUrlEncodedContent([new("Key", OpenShop.SecretKey), new("_handler", "enter")]);

        var answer = await _client.PostAsync(new Uri("/console/enter", UriKind.Relative), form, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/console/"));
    }

    [Fact]
    public async Task The_way_back_never_leaves_the_console()
    {
        var entered = await EnterAsync(OpenShop.SecretKey, "?ReturnUrl=https%3A%2F%2Fevil.example%2Fevents%3Fx");
        var switched = await _client.GetAsync(new Uri("/console/language/de?back=%2F%2Fevil.example", UriKind.Relative), Cancellation);

        Assert.Equal("/console/", new Uri(_client.BaseAddress!, entered.Headers.Location!).AbsolutePath);
        Assert.Equal("/console/", switched.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_shop_that_is_gone_closes_its_sessions()
    {
        await EnterAsync(OpenShop.SecretKey);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/console/"));

        _shop.IsClosed = true;

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/console/"));
    }

    [Fact]
    public async Task Leaving_needs_the_page_s_own_form_and_closes_the_door()
    {
        await EnterAsync(OpenShop.SecretKey);
        using var empty = new FormUrlEncodedContent([]);
        var forged = await _client.PostAsync(new Uri("/console/leave", UriKind.Relative), empty, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", TokenOf(await ReadAsync("/console/")))]);
        await _client.PostAsync(new Uri("/console/leave", UriKind.Relative), form, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync("/console/"));
    }

    [Fact]
    public async Task The_console_asks_nobody_else_for_anything()
    {
        await EnterAsync(OpenShop.SecretKey);
        var answer = await _client.GetAsync(new Uri("/console/", UriKind.Relative), Cancellation);
        var page = await answer.Content.ReadAsStringAsync(Cancellation);

        var assets = Asset().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(4, assets.Count);
        foreach (var asset in assets)
        {
            var served = await _client.GetAsync(new Uri("/console/" + asset, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.OK, served.StatusCode);
            Assert.True(served.Headers.CacheControl!.MaxAge > TimeSpan.FromDays(300));
            if (asset.Contains(".css", StringComparison.Ordinal))
                Assert.DoesNotMatch(@"url\([""']?(https?:)?//|@import", await served.Content.ReadAsStringAsync(Cancellation));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/console/assets/source-sans-3.woff2"));
        Assert.DoesNotMatch(@"(src|href)=""(https?:)?//(?!127\.0\.0\.1)", page);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task German_is_spoken_to_those_who_ask_for_it()
    {
        _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr, de-AT;q=0.8, en;q=0.5");
        Assert.Contains("lang=\"de\"", await ReadAsync("/console/enter"), StringComparison.Ordinal);

        await _client.GetAsync(new Uri("/console/language/en?back=enter", UriKind.Relative), Cancellation);
        Assert.Contains("lang=\"en\"", await ReadAsync("/console/enter"), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> EnterAsync(string key, string query = "")
    {
        var token = TokenOf(await ReadAsync("/console/enter" + query));
        using var form = new FormUrlEncodedContent([new("Key", key), new("_handler", "enter"), new("__RequestVerificationToken", token)]);
        return await _client.PostAsync(new Uri("/console/enter" + query, UriKind.Relative), form, Cancellation);
    }

    private async Task<string> ReadAsync(string path)
    {
        var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<HttpStatusCode> StatusAsync(string path) => (await _client.GetAsync(new Uri(path, UriKind.Relative), Cancellation)).StatusCode;

    private static string TokenOf(string page) => WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("(?:src|href)=\"(assets/[^\"]+)\"")]
    private static partial Regex Asset();
}
