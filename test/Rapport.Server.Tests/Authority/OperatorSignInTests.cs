using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;
using Rapport.Storage.House;

namespace Rapport.Server.Tests.Authority;

/// <summary>Operators by OpenID Connect, against OpenIddict.</summary>
public sealed partial class OperatorSignInTests : IAsyncLifetime
{
    private const string Word = "correct horse battery";

    private readonly CookieContainer _cookies = new();
    private IdentityProvider _provider = null!;
    private RunningServer _server = null!;
    private HttpClient _browser = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("RAPPORT_TEST_OIDC", IdentityProvider.ClientSecret);
        _provider = await IdentityProvider.StartAsync();
        _server = await RunningServer.StartAsync(demo => demo with { OperatorSignIn = Settings() });
        await _provider.RegisterAsync(_server.Address, "oidc-demo");
        _browser = Browser(_cookies);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_a_role_at_the_provider_comes_in_with_it_and_no_further()
    {
        var asked = await GoAsync("/console/enter/oidc-demo?back=decisions");
        Assert.StartsWith(_provider.Address + "/authorize?", asked.Location, StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(new Uri(asked.Location).Query);
        Assert.Equal(["code", "S256", "openid"], (string[])[query["response_type"].ToString(), query["code_challenge_method"].ToString(), query["scope"].ToString()]);
        Assert.All((string[])["nonce", "state", "code_challenge"], name => Assert.True(query[name].ToString().Length > 20, name));
        Assert.DoesNotContain(IdentityProvider.ClientSecret, asked.Location, StringComparison.Ordinal);

        var arrived = await FollowAsync(asked.Location);

        Assert.Equal("/console/arrived?back=decisions", new Uri(arrived).PathAndQuery);
        var between = await GoAsync(arrived);
        Assert.Contains("url=/console/decisions\"", between.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GoAsync("/console/decisions")).Status);
        Assert.Equal(HttpStatusCode.OK, (await GoAsync("/console/rules")).Status);
        var cookie = _cookies.GetCookies(new Uri(_server.Address + "/console")).Single(cookie => cookie.Name == "rapport-console");
        Assert.True(cookie.HttpOnly);

        _server.Clock.Advance(TimeSpan.FromHours(1.1));
        Assert.Equal(HttpStatusCode.Redirect, (await GoAsync("/console/decisions")).Status);
    }

    [Fact]
    public async Task A_viewer_of_the_provider_sees_figures_and_no_rules()
    {
        _provider.Person = ("vera", ["everybody", "shop-readers"]);
        await EnterAsync();

        Assert.Equal(HttpStatusCode.OK, (await GoAsync("/console/decisions")).Status);
        Assert.Contains("/console/denied", (await GoAsync("/console/rules")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_role_is_refused_and_told_so_in_their_language()
    {
        _provider.Person = ("eve", ["everybody"]);

        var refused = await EnterAsync();

        Assert.Equal("/console/enter?refused=role", new Uri(refused).PathAndQuery);
        Assert.Contains("has no role for you here", (await GoAsync(refused)).Text, StringComparison.Ordinal);
        _browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        Assert.Contains("keine Rolle", (await GoAsync(refused)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await GoAsync("/console/")).Status);
    }

    [Fact]
    public async Task A_token_that_does_not_hold_opens_nothing()
    {
        foreach (var what in (string[])["nonce", "no nonce", "issuer", "audience", "expired", "from tomorrow", "no expiry", "another key"])
        {
            Bend(what);
            var refused = await EnterAsync();
            Assert.True(refused.EndsWith("/console/enter?refused=answer", StringComparison.Ordinal), $"{what}: {refused}");
            Assert.Equal(HttpStatusCode.Redirect, (await GoAsync("/console/")).Status);
        }

        Assert.Contains("did not hold", (await GoAsync("/console/enter?refused=answer")).Text, StringComparison.Ordinal);

        // The same person by the same way, signed anew and unbent.
        Bend("");
        Assert.EndsWith("/console/arrived?back=", await EnterAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_taken_once_and_only_by_the_browser_that_asked()
    {
        var asked = await GoAsync("/console/enter/oidc-demo");
        var answer = (await GoAsync(asked.Location)).Location;
        using var other = Browser(new CookieContainer());
        using var stolen = await other.GetAsync(new Uri(answer), Cancellation);
        Assert.Contains("refused=answer", stolen.Headers.Location!.ToString(), StringComparison.Ordinal);

        Assert.EndsWith("/console/arrived?back=", (await GoAsync(answer)).Location, StringComparison.Ordinal);
        Assert.Contains("refused=answer", (await GoAsync(answer)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_provider_the_house_opens_to_its_own_people()
    {
        await _provider.DisposeAsync();
        Assert.EndsWith("/console/enter?refused=away", (await GoAsync("/console/enter/oidc-demo")).Location, StringComparison.Ordinal);
        Assert.Contains("does not answer", (await GoAsync("/console/enter?refused=away")).Text, StringComparison.Ordinal);
        await _server.Services.GetRequiredService<HouseKeeper>().AddOperatorAsync("demo", "ada", Role.Admin, mayExport: false, Word, Cancellation);

        await PasswordAsync("ada", Word);

        Assert.Equal(HttpStatusCode.OK, (await GoAsync("/console/")).Status);
    }

    [Fact]
    public async Task A_secret_key_opens_no_console_where_people_sign_in()
    {
        await PasswordAsync("", _server.Keys.SecretKey);

        Assert.Equal(HttpStatusCode.Redirect, (await GoAsync("/console/")).Status);
    }

    [Fact]
    public async Task Leaving_closes_a_copied_cookie_too_also_after_a_restart()
    {
        await EnterAsync();
        var copy = new CookieContainer();
        copy.Add(_cookies.GetCookies(new Uri(_server.Address + "/console")));
        using var thief = Browser(copy);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync(new Uri("/console/", UriKind.Relative), Cancellation)).StatusCode);

        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", TokenOf((await GoAsync("/console/")).Text))]);
        using var left = await _browser.PostAsync(new Uri("/console/leave", UriKind.Relative), form, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await GoAsync("/console/")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync(new Uri("/console/", UriKind.Relative), Cancellation)).StatusCode);
        Assert.Single(HouseBook.Of(_server.Home).Read().Closed!);

        // A later leaving forgets what has expired.
        _server.Clock.Advance(TimeSpan.FromHours(5));
        await _server.Services.GetRequiredService<HouseKeeper>().CloseAsync("another", _server.Clock.GetUtcNow().AddHours(1), Cancellation);
        Assert.Equal("another", Assert.Single(HouseBook.Of(_server.Home).Read().Closed!).Key);
    }

    [Fact]
    public async Task A_mapping_that_is_gone_ends_its_sessions()
    {
        _provider.Person = ("bo", ["shop-admins", "shop-readers"]);
        await EnterAsync();
        Assert.Equal(HttpStatusCode.OK, (await GoAsync("/console/")).Status);

        await using var same = await RestartAsync(Settings());
        Assert.Equal(HttpStatusCode.OK, await StatusAtAsync(same));
        await using var less = await RestartAsync(Settings() with { Roles = new Dictionary<string, string> { ["shop-readers"] = "viewer" } }, same);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAtAsync(less));
    }

    [Fact]
    public async Task A_provider_that_lets_nobody_in_or_without_its_secret_stops_the_start()
    {
        foreach (var (mistake, words) in ((OperatorSignInSettings, string)[])
        [
            (Settings() with { Roles = new Dictionary<string, string>() }, "lets nobody in"),
            (Settings() with { Roles = new Dictionary<string, string> { ["a"] = "owner" } }, "the role 'owner'"),
            (Settings() with { Authority = "http://id.example" }, "https"),
            (Settings() with { Export = ["strangers"] }, "'strangers'"),
            (Settings() with { ClientSecretVariable = "RAPPORT_TEST_OIDC_MISSING" }, "RAPPORT_TEST_OIDC_MISSING"),
        ])
        {
            var said = await Assert.ThrowsAsync<SettingsException>(() => RunningServer.StartAsync(demo => demo with { OperatorSignIn = mistake }));
            Assert.Contains(words, said.Message, StringComparison.Ordinal);
        }
    }

    private void Bend(string what)
    {
        var now = _server.Clock.GetUtcNow();
        _provider.SignsWithAnotherKey = what == "another key";
        _provider.Bend = claims =>
        {
            switch (what)
            {
                case "nonce": claims["nonce"] = "638000000000000000.somebody-elses"; break;
                case "no nonce": claims.Remove("nonce"); break;
                case "issuer": claims["iss"] = "https://elsewhere.example/"; break;
                case "audience": claims["aud"] = "another-client"; break;
                case "expired": claims["exp"] = now.AddMinutes(-2).ToUnixTimeSeconds(); break;
                case "from tomorrow": claims["nbf"] = now.AddDays(1).ToUnixTimeSeconds(); claims["exp"] = now.AddDays(2).ToUnixTimeSeconds(); break;
                case "no expiry": claims.Remove("exp"); break;
            }
        };
    }

    private OperatorSignInSettings Settings() => new()
    {
        Authority = _provider.Address,
        ClientId = IdentityProvider.ClientId,
        ClientSecretVariable = "RAPPORT_TEST_OIDC",
        Name = "the test's provider",
        Roles = new Dictionary<string, string> { ["shop-admins"] = "admin", ["shop-readers"] = "viewer" },
    };

    private async Task<RunningServer> RestartAsync(OperatorSignInSettings settings, RunningServer? before = null) =>
        await (before ?? _server).RestartAsync(demo => demo with { OperatorSignIn = settings });

    /// <summary>The first page, with the cookie of the first server: it is bound to the host, and the port is no part of that.</summary>
    private async Task<HttpStatusCode> StatusAtAsync(RunningServer server)
    {
        using var answer = await _browser.GetAsync(new Uri(server.Address + "/console/"), Cancellation);
        return answer.StatusCode;
    }

    private async Task<string> EnterAsync() => await FollowAsync((await GoAsync("/console/enter/oidc-demo")).Location);

    /// <summary>From the provider's page back to the console.</summary>
    private async Task<string> FollowAsync(string authorize) => (await GoAsync((await GoAsync(authorize)).Location)).Location;

    private async Task PasswordAsync(string name, string password)
    {
        using var form = new FormUrlEncodedContent([new("Name", name), new("Key", password), new("_handler", "enter"), new("__RequestVerificationToken", TokenOf((await GoAsync("/console/enter")).Text))]);
        using var answer = await _browser.PostAsync(new Uri("/console/enter", UriKind.Relative), form, Cancellation);
    }

    private async Task<(HttpStatusCode Status, string Location, string Text)> GoAsync(string address)
    {
        using var answer = await _browser.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), Cancellation);
        var location = answer.Headers.Location is { } there ? new Uri(answer.RequestMessage!.RequestUri!, there).ToString() : "";
        return (answer.StatusCode, location, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private HttpClient Browser(CookieContainer cookies) => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = new Uri(_server.Address) };

    private static string TokenOf(string page) => WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
