using System.Net;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Authority;

public sealed class AuthorityTests
{
    public static TheoryData<string, string> PersonalAddresses => new()
    {
        { "GET", "/v1/customers/ann" }, { "GET", "/v1/customers/ann/export" }, { "DELETE", "/v1/customers/ann" }, { "DELETE", "/v1/customers/ann/items/a" },
        { "POST", "/v1/customers/ann/hides" }, { "DELETE", "/v1/customers/ann/hides/a" }, { "POST", "/v1/customers/ann/gifts" }, { "DELETE", "/v1/customers/ann/gifts/a" },
        { "GET", "/v1/consents?customer=ann" }, { "PUT", "/v1/consents" }, { "PUT", "/v1/items" }, { "GET", "/v1/items/a" }, { "GET", "/v1/model" }, { "POST", "/v1/model/train" }, { "GET", "/v1/figures" },
    };

    [Fact]
    public async Task A_write_key_cannot_read_delete_or_consent()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var (method, path) in PersonalAddresses.Select(row => (row.Data.Item1, row.Data.Item2)))
        {
            var answer = await server.SendAsync(new HttpMethod(method), path, Body(method), writeKey: server.Keys.WriteKey);

            Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{method} {path}: {answer.Status}");
            Assert.Equal("write-key-cannot-read", answer.Problem);
        }
    }

    [Fact]
    public async Task Nothing_personal_is_answered_without_a_credential_or_with_a_wrong_one()
    {
        await using var server = await RunningServer.StartAsync();
        foreach (var (method, path) in PersonalAddresses.Select(row => (row.Data.Item1, row.Data.Item2)))
        {
            var nobody = await server.SendAsync(new HttpMethod(method), path, Body(method));
            var wrong = await server.SendAsync(new HttpMethod(method), path, Body(method), bearer: "sk_wrong");

            Assert.Equal((HttpStatusCode.Unauthorized, "no-credentials"), (nobody.Status, nobody.Problem));
            Assert.Equal((HttpStatusCode.Unauthorized, "wrong-key"), (wrong.Status, wrong.Problem));
        }
    }

    [Theory]
    [InlineData("/v1/items")]
    [InlineData("/v1/model")]
    [InlineData("/v1/figures")]
    public async Task A_customer_token_opens_no_door_of_the_shop(string path)
    {
        await using var server = await RunningServer.StartAsync();

        var answer = await server.AsCustomerAsync("ann", path == "/v1/items" ? HttpMethod.Put : HttpMethod.Get, path, path == "/v1/items" ? Body("PUT") : null);

        Assert.Equal((HttpStatusCode.Forbidden, "secret-key-needed"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Intake_takes_the_write_key_in_three_ways_and_no_other_credential()
    {
        await using var server = await RunningServer.StartAsync();
        var empty = new { batch = Array.Empty<object>() };
        var keyed = new { batch = Array.Empty<object>(), writeKey = server.Keys.WriteKey };

        var basic = await server.SendAsync(HttpMethod.Post, "/v1/batch", empty, writeKey: server.Keys.WriteKey);
        using var bare = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = new StringContent("""{"batch":[]}""") };
        bare.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(server.Keys.WriteKey)));
        using var withoutColon = await server.Http.SendAsync(bare, TestContext.Current.CancellationToken);
        var inBody = await server.SendAsync(HttpMethod.Post, "/v1/batch", keyed);
        var bearer = await server.SendAsync(HttpMethod.Post, "/v1/batch", keyed, bearer: "some-oauth-token");
        Assert.All([basic.Status, withoutColon.StatusCode, inBody.Status, bearer.Status], status => Assert.Equal(HttpStatusCode.OK, status));

        var wrong = await server.SendAsync(HttpMethod.Post, "/v1/batch", empty, writeKey: "wk_no_such_key");
        var nobody = await server.SendAsync(HttpMethod.Post, "/v1/batch", empty);
        var customer = await server.SendAsync(HttpMethod.Post, "/v1/batch", empty, bearer: server.Tokens.For("ann"));
        Assert.Equal((HttpStatusCode.Unauthorized, "wrong-key"), (wrong.Status, wrong.Problem));
        Assert.Equal((HttpStatusCode.Unauthorized, "no-credentials"), (nobody.Status, nobody.Problem));
        Assert.Equal((HttpStatusCode.Unauthorized, "wrong-key"), (customer.Status, customer.Problem));
    }

    [Fact]
    public async Task A_token_speaks_for_its_own_customer_only()
    {
        await using var server = await RunningServer.StartAsync();
        await server.GrantAsync("ann", "recommendations");

        var read = await server.AsCustomerAsync("ben", HttpMethod.Get, "/v1/customers/ann");
        var forget = await server.AsCustomerAsync("ben", HttpMethod.Delete, "/v1/customers/ann");
        var consents = await server.AsCustomerAsync("ben", HttpMethod.Get, "/v1/consents?customer=ann");
        var decide = await server.AsCustomerAsync("ben", HttpMethod.Post, "/v1/decisions", new { surface = "home", customer = "ann" });
        var twin = await server.SendAsync(HttpMethod.Get, "/v1/customers/ann?anonymous=false", bearer: server.Tokens.For("ann", anonymous: true));

        Assert.All([read, forget, consents, decide, twin], answer => Assert.Equal((HttpStatusCode.Forbidden, "other-customer"), (answer.Status, answer.Problem)));
        Assert.Single((await server.EverythingAsync("ann")).Json["consents"]!.AsArray());
    }

    [Fact]
    public async Task An_anonymous_subject_is_not_the_customer_of_the_same_name()
    {
        await using var server = await RunningServer.StartAsync();
        await server.GrantAsync("ann", "recommendations");

        var anonymous = await server.SendAsync(HttpMethod.Get, "/v1/customers/me", bearer: server.Tokens.For("ann", anonymous: true));

        Assert.Equal(0, anonymous.Json["total"]!.GetValue<int>());
        Assert.True(anonymous.Json["customer"]!["anonymous"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_token_that_does_not_hold_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        var tokens = server.Tokens;
        var stranger = TenantKeys.Create();
        var good = tokens.For("ann");
        var forged = good[..(good.LastIndexOf('.') + 1)] + tokens.For("ben").Split('.')[2];
        var cases = new (string Token, string Code)[]
        {
            (tokens.Sign("ann", audience: "rapport:other"), "wrong-token"),
            (tokens.Sign("ann", audience: "rapport:nowhere"), "wrong-token"),
            (tokens.Sign("ann", audience: "somebody-else"), "wrong-token"),
            (tokens.Sign("ann", key: stranger.TokenPrivateKey), "wrong-token"),
            (tokens.Sign("ann", algorithm: "none"), "wrong-token"),
            (tokens.Sign("ann", algorithm: "HS256"), "wrong-token"),
            (tokens.Sign("ann", life: TimeSpan.FromHours(2)), "wrong-token"),
            (tokens.Sign("ann", age: TimeSpan.FromMinutes(-30)), "wrong-token"),
            (tokens.Sign(null), "wrong-token"),
            (tokens.Sign(" "), "wrong-token"),
            (forged, "wrong-token"),
            ("a.b.c", "wrong-token"),
            (tokens.Sign("ann", age: TimeSpan.FromMinutes(31)), "expired-token"),
        };
        foreach (var (token, code) in cases)
        {
            var rights = await server.SendAsync(HttpMethod.Get, "/v1/customers/me", bearer: token);
            var decision = await server.SendAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home" }, bearer: token);

            Assert.Equal((HttpStatusCode.Unauthorized, code), (rights.Status, rights.Problem));
            Assert.Equal((HttpStatusCode.Unauthorized, code), (decision.Status, decision.Problem));
        }
    }

    [Fact]
    public async Task A_remembered_token_expires_with_its_time()
    {
        await using var server = await RunningServer.StartAsync();
        var token = server.Tokens.Sign("ann", life: TimeSpan.FromMinutes(2));
        var before = await server.SendAsync(HttpMethod.Get, "/v1/customers/me", bearer: token);

        server.Clock.Advance(TimeSpan.FromMinutes(3));
        var after = await server.SendAsync(HttpMethod.Get, "/v1/customers/me", bearer: token);

        Assert.Equal(HttpStatusCode.OK, before.Status);
        Assert.Equal("expired-token", after.Problem);
    }

    [Fact]
    public async Task One_shop_never_sees_the_other()
    {
        await using var server = await RunningServer.StartAsync();
        await server.GrantAsync("ann", "recommendations");

        var other = await server.SendAsync(HttpMethod.Get, "/v1/customers/ann", bearer: server.OtherKeys.SecretKey);
        var named = await server.AsShopAsync(HttpMethod.Post, "/v1/decisions", new { surface = "home", tenant = "other" });

        Assert.Equal(0, other.Json["total"]!.GetValue<int>());
        Assert.Equal((HttpStatusCode.Forbidden, "other-tenant"), (named.Status, named.Problem));
    }

    [Fact]
    public async Task Only_pages_of_registered_shops_may_call_the_customer_api()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal("https://shop.example", await AllowedAsync(server, "https://shop.example"));
        Assert.Null(await AllowedAsync(server, "https://evil.example"));
    }

    private static async Task<string?> AllowedAsync(RunningServer server, string origin)
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v1/customers/me");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "DELETE");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization");
        using var response = await server.Http.SendAsync(preflight, TestContext.Current.CancellationToken);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
    }

    private static object? Body(string method) => method is "PUT" or "POST" ? new { items = Array.Empty<object>() } : null;
}
