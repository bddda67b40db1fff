using System.Net;
using MimeKit;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;
using Rapport.Testing;

namespace Rapport.Server.Tests.Rights;

public sealed class SignInTests
{
    private const string Ann = "ann@customers.example";

    [Fact]
    public async Task A_link_by_mail_opens_her_data_once_and_nobody_learns_who_is_known()
    {
        await using var post = await MailServer.StartAsync();
        await using var server = await ShopAsync(post.Port);
        await server.GrantAsync(Ann, "recommendations");

        var unknown = await AskAsync(server, "nobody@customers.example");
        var known = await AskAsync(server, Ann);
        var mail = Assert.Single(await post.MailsAsync());
        var secret = SecretIn(mail);
        var opened = await RedeemAsync(server, secret);
        var everything = await server.SendAsync(HttpMethod.Get, "/v1/customers/me", bearer: opened.Json["token"]!.GetValue<string>());
        var again = await RedeemAsync(server, secret);
        var elsewhere = await server.SendAsync(HttpMethod.Get, "/v1/customers/bob", bearer: opened.Json["token"]!.GetValue<string>());

        Assert.Equal((HttpStatusCode.Accepted, unknown.Status, unknown.Text), (known.Status, known.Status, known.Text));
        Assert.Equal(("Ihre Daten bei Demo", Ann), (mail.Subject, mail.To.ToString()));
        Assert.Equal((Ann, 1), (everything.Json["customer"]!["id"]!.GetValue<string>(), everything.Json["total"]!.GetValue<int>()));
        Assert.Equal(["wrong-link", "other-customer"], new[] { again.Problem, elsewhere.Problem });
        Assert.False(server.IsOnDisk(secret));
        Assert.False(server.IsOnDisk(Ann));
    }

    [Fact]
    public async Task A_link_too_old_does_not_hold_nor_does_a_guess()
    {
        await using var post = await MailServer.StartAsync();
        await using var server = await ShopAsync(post.Port);
        await server.GrantAsync(Ann, "recommendations");
        await AskAsync(server, Ann);
        var secret = SecretIn((await post.MailsAsync())[0]);

        server.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal("wrong-link", (await RedeemAsync(server, secret)).Problem);
        Assert.Equal("wrong-link", (await RedeemAsync(server, "guessed")).Problem);
    }

    [Theory]
    [InlineData("no address")]
    [InlineData("a@b@c")]
    [InlineData("a@b.example\r\nBcc: all@b.example")]
    public async Task What_is_no_address_is_refused(string email)
    {
        await using var server = await ShopAsync(1);

        Assert.Equal("invalid-value", (await AskAsync(server, email)).Problem);
    }

    private static string SecretIn(MimeMessage mail) => mail.TextBody!.Split("#rapport-link=")[1].Split('\n')[0].Trim();

    private static Task<RunningServer> ShopAsync(int port) => RunningServer.StartAsync(tenant => tenant with
    {
        Mail = new MailSettings { Host = "127.0.0.1", Port = port, From = "shop@shop.example", CentreUrl = "https://shop.example/privacy", CustomersAreAddresses = true },
    });

    private static Task<Answer> AskAsync(RunningServer server, string email) => server.SendAsync(HttpMethod.Post, "/v1/sign-in", new { email, tenant = "demo", language = "de" });

    private static Task<Answer> RedeemAsync(RunningServer server, string link) => server.SendAsync(HttpMethod.Post, "/v1/sign-in/redeem", new { link });
}
