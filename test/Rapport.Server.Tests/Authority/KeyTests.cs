using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Tests.Shared;
using Rapport.Storage.House;

namespace Rapport.Server.Tests.Authority;

public sealed class KeyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_key_opens_beside_the_first_and_a_revoked_one_opens_nothing_without_a_restart()
    {
        await using var server = await RunningServer.StartAsync();
        var house = new HouseKeeper(HouseBook.Of(server.Home), server.Clock); // as a command in another process does

        var second = await house.AddKeyAsync("demo", "web", Permissions.All, Cancellation);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await FiguresAsync(server, server.Keys.SecretKey), await FiguresAsync(server, second!)]);

        await house.RevokeAsync(server.Keys.SecretKeyHash, Cancellation);
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], [await FiguresAsync(server, server.Keys.SecretKey), await FiguresAsync(server, second!)]);

        await house.RevokeAsync(HouseKeeper.HashOf(second!), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, await FiguresAsync(server, second!));
    }

    [Fact]
    public async Task A_key_does_what_its_scope_says_and_nothing_else()
    {
        await using var server = await RunningServer.StartAsync();
        var house = server.Services.GetRequiredService<HouseKeeper>();
        var figures = await house.AddKeyAsync("demo", "figures", Permissions.Figures, Cancellation);
        var care = await house.AddKeyAsync("demo", "care", Permissions.Customers, Cancellation);
        var export = await house.AddKeyAsync("demo", "export", Permissions.Customers | Permissions.Export, Cancellation);

        Assert.Equal(HttpStatusCode.OK, await FiguresAsync(server, figures!));
        var read = await server.SendAsync(HttpMethod.Get, "/v1/customers/ann", bearer: figures);
        Assert.Equal((HttpStatusCode.Forbidden, "key-out-of-scope"), (read.Status, read.Problem));
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "/v1/customers/ann", bearer: care)).Status);
        Assert.Equal("key-out-of-scope", (await server.SendAsync(HttpMethod.Get, "/v1/customers/ann/export", bearer: care)).Problem);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "/v1/customers/ann/export", bearer: export)).Status);
        Assert.Equal("key-out-of-scope", (await server.SendAsync(HttpMethod.Post, "/v1/sign-in", new { email = "eve@example.org", customer = "ann" }, bearer: figures)).Problem);
        Assert.Equal("key-out-of-scope", (await server.SendAsync(HttpMethod.Post, "/v1/batch", new { batch = Array.Empty<object>() }, bearer: care)).Problem);
    }

    [Fact]
    public async Task Keys_lie_hashed_and_an_unreadable_book_opens_nothing()
    {
        await using var server = await RunningServer.StartAsync();
        var house = server.Services.GetRequiredService<HouseKeeper>();
        var key = await house.AddKeyAsync("demo", "web", Permissions.All, Cancellation);
        await house.AddOperatorAsync("demo", "ada", Role.Admin, mayExport: false, "correct horse battery", Cancellation);

        Assert.False(server.IsOnDisk(key!));
        Assert.False(server.IsOnDisk("correct horse battery"));

        await File.WriteAllTextAsync(Path.Combine(server.Home, "keys", HouseBook.FileName), "{ \"keyz\": [] }", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, await FiguresAsync(server, key!));
        Assert.Equal(HttpStatusCode.Unauthorized, await FiguresAsync(server, server.Keys.SecretKey));
    }

    [Fact]
    public async Task The_last_use_of_a_key_is_kept()
    {
        await using var server = await RunningServer.StartAsync();
        var house = server.Services.GetRequiredService<HouseKeeper>();
        var key = await house.AddKeyAsync("demo", "web", Permissions.All, Cancellation);
        await house.AddKeyAsync("demo", "idle", Permissions.All, Cancellation);
        await FiguresAsync(server, key!);

        await server.StopAsync();

        var used = Assert.Single(HouseBook.Of(server.Home).Read().Uses);
        Assert.Equal(HouseKeeper.HashOf(key!), used.Key);
    }

    [Fact]
    public async Task Metrics_speak_of_all_shops_and_open_to_a_key_of_the_house_alone()
    {
        await using var server = await RunningServer.StartAsync();
        var key = await server.Services.GetRequiredService<HouseKeeper>().AddKeyAsync("", "prometheus", Permissions.Metrics, Cancellation);

        foreach (var other in (string?[])[null, server.Keys.SecretKey, server.Keys.WriteKey, server.Tokens.For("ann")])
            Assert.Equal((HttpStatusCode.Unauthorized, "metrics-key-needed"), await server.SendAsync(HttpMethod.Get, "/metrics", bearer: other) is var answer ? (answer.Status, answer.Problem) : default);
        Assert.Equal(HttpStatusCode.OK, (await server.SendAsync(HttpMethod.Get, "/metrics", bearer: key)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await FiguresAsync(server, key!));
    }

    [Fact]
    public async Task A_write_key_cannot_tell_who_said_yes_who_was_forgotten_and_who_never_came()
    {
        await using var server = await RunningServer.StartAsync();
        await server.StoreItemsAsync(new TestItem("apron-1", "Apron"), new TestItem("test", "Pregnancy test", "Pharmacy > Tests"));
        await server.GrantAsync("yes", "recommendations");
        await server.GrantAsync("gone", "recommendations");
        await server.AsCustomerAsync("gone", HttpMethod.Delete, "/v1/customers/me");
        await server.ChooseAsync("no", granted: false, "recommendations");

        var told = new HashSet<string>();
        foreach (var customer in (string[])["yes", "gone", "no", "never"])
        {
            foreach (var item in (string[])["apron-1", "test", "unheard-of"])
            {
                var answer = await server.WriteAsync(Segment.Viewed(customer, item), Segment.Track(customer, "No Such Event", new { }));
                told.Add($"{item} {answer.Status} {answer.Text} {string.Join(';', answer.Headers.Where(header => header.Key != "Date").Select(header => header.Key + "=" + string.Join(',', header.Value)))}");
            }
        }

        Assert.Equal(3, told.Count);
        Assert.All(told, line => Assert.DoesNotContain("Rapport-Stored", line, StringComparison.Ordinal));
        Assert.All(told, line => Assert.Contains("Rapport-Refused=unknown-event=1", line, StringComparison.Ordinal));
    }

    private static async Task<HttpStatusCode> FiguresAsync(RunningServer server, string key) => (await server.SendAsync(HttpMethod.Get, "/v1/figures", bearer: key)).Status;
}
