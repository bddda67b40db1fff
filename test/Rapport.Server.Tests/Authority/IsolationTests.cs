using System.Net;
using System.Text.RegularExpressions;
using Rapport.Server.Tests.Shared;

namespace Rapport.Server.Tests.Authority;

public sealed class IsolationTests
{
    private const string Customer = "ann";

    /// <summary>Words that stand in the data of the first shop alone, and in no request of the second.</summary>
    private static readonly string[] Marks = ["zirkonmarke", "ord-7c1f44", "rule-5d20aa"];

    [Fact]
    public async Task Every_address_is_classified()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Empty(Routes.Of(server).Where(route => route.Speaks is null).Select(route => $"{route.Method} {route.Path}"));
        Assert.True(Routes.Of(server).Count > 50);
    }

    [Fact]
    public async Task S016_no_address_tells_or_changes_anything_of_another_shop_whatever_its_credential()
    {
        await using var server = await RunningServer.StartAsync();
        var request = await FillAsync(server);
        var before = await StateAsync(server);
        Assert.All(Marks, mark => Assert.Contains(mark, before, StringComparison.Ordinal));
        var strange = new ShopTokens(server.OtherKeys, "other", server.Clock);
        string?[] credentials = [server.OtherKeys.SecretKey, strange.For(Customer), strange.Sign(Customer, audience: "rapport:demo"), server.OtherKeys.WriteKey, null];

        foreach (var route in Routes.Of(server).Where(route => route.Speaks == Routes.Speaks.OfTheCredentialsShop))
        {
            foreach (var credential in credentials)
            {
                foreach (var query in (string[])["", $"?customer={Customer}&tenant=demo&anonymous=false"])
                {
                    var answer = await server.SendAsync(new HttpMethod(route.Method), route.At(Customer, request, "tent") + query, route.Body?.Replace("@", Customer, StringComparison.Ordinal), bearer: credential);

                    Assert.True(answer.Status != HttpStatusCode.InternalServerError, $"{route.Method} {route.Path}{query} broke as {Array.IndexOf(credentials, credential)}: {answer.Text}");
                    Assert.All(Marks, mark => Assert.False(answer.Text.Contains(mark, StringComparison.Ordinal), $"{route.Method} {route.Path} told {mark}: {answer.Text}"));
                }
            }
        }

        Assert.Equal(before, await StateAsync(server));
    }

    [Fact]
    public async Task A_page_of_one_shop_asks_nothing_with_the_credential_of_another()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal((HttpStatusCode.OK, "https://shop.example"), await FromAsync(server, "https://shop.example", server.Tokens.For(Customer)));
        var strange = new ShopTokens(server.OtherKeys, "other", server.Clock);
        Assert.Equal((HttpStatusCode.Forbidden, null), await FromAsync(server, "https://shop.example", strange.For(Customer)));
        Assert.Equal((HttpStatusCode.OK, null), await FromAsync(server, "https://evil.example", server.Tokens.For(Customer)));
    }

    private static async Task<(HttpStatusCode Status, string? Allowed)> FromAsync(RunningServer server, string origin, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/customers/me");
        request.Headers.Add("Origin", origin);
        request.Headers.Authorization = new("Bearer", token);
        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null);
    }

    /// <returns>The id of a request of the customer.</returns>
    private static async Task<string> FillAsync(RunningServer server)
    {
        await server.StoreItemsAsync(new TestItem("tent", "Zelt"), new TestItem("stove", "Stove"));
        await server.GrantAsync(Customer, "recommendations", "learning");
        await server.BatchAsync(Segment.Ordered(Customer, "ord-7c1f44", "tent"), Segment.Track(Customer, "Products Searched", new { query = "zirkonmarke" }));
        await server.AsShopAsync(HttpMethod.Put, "/v1/rules", new { rules = new[] { new { id = "rule-5d20aa", kind = "exclude", item = "stove" } } });
        await server.TrainAsync();
        var opened = await server.AsShopAsync(HttpMethod.Post, "/v1/requests", new { right = "erase", regime = "gdpr", customer = Customer, onlyNote = true });
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        return opened.Json["id"]!.GetValue<string>();
    }

    /// <summary>What the first shop reads of itself.</summary>
    private static async Task<string> StateAsync(RunningServer server)
    {
        var read = new List<string>();
        foreach (var path in (string[])["/v1/customers/ann", "/v1/consents?customer=ann", "/v1/rules", "/v1/items/tent", "/v1/model", "/v1/requests"])
            read.Add((await server.AsShopAsync(HttpMethod.Get, path)).Text);
        // A signature is another each time.
        return Regex.Replace(string.Join('\n', read), "\"signature\":\"[^\"]*\"", "");
    }
}
