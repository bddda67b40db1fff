using System.Net;
using System.Security.Cryptography;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;
using Rapport.Testing;
using static Rapport.Server.Tests.Campaigns.Mailing;

namespace Rapport.Server.Tests.Campaigns;

/// <summary>Campaigns through the public API, to a real mail server.</summary>
public sealed class CampaignTests
{
    [Fact]
    public async Task S040_shaving_kits_go_to_who_shaves_and_the_operator_sees_how_many_were_skipped_and_why()
    {
        await using var post = await MailServer.StartAsync();
        await using var server = await ShopAsync(post.Port);
        await server.StoreItemsAsync(Care);
        var skin = await PeopleAsync(server, "skin", 20, "cream", "serum", "mask", "tonic", "lotion", "balm");
        var shave = await PeopleAsync(server, "shave", 20, "razor", "cream", "serum", "mask", "tonic", "lotion");
        await PutAsync(server, "shaving", new { topics = new[] { "Care > Shaving" }, items = new[] { "kit" }, template = Plain, quiet = NeverQuiet });

        var preview = await PreviewAsync(server, "shaving");
        var sent = await SendAsync(server, "shaving", [.. skin, .. shave]);
        var mails = await post.MailsAsync(20);

        Assert.Equal((40, 20), (preview["audience"]!.GetValue<int>(), preview["sent"]!.GetValue<int>()));
        var skipped = Assert.Single(preview["skipped"]!.AsArray())!;
        Assert.Equal(("T17", 20), (skipped["reasons"]![0]!.GetValue<string>(), skipped["people"]!.GetValue<int>()));
        Assert.Equal((20, 20), (sent["handedOver"]!.GetValue<int>(), sent["skipped"]!["T17"]!.GetValue<int>()));
        Assert.Equal(shave.Select(person => person + "@customers.example").Order(), mails.Select(mail => mail.To.ToString()).Order());
        Assert.Contains("Shaving kit", mails[0].TextBody, StringComparison.Ordinal);
        Assert.False(server.IsOnDisk("@customers.example"));
    }

    [Fact]
    public async Task S085_a_mail_has_no_pixel_a_way_out_by_one_click_a_stable_id_and_a_signature_that_holds()
    {
        using var key = RSA.Create(2048);
        var folder = Directory.CreateTempSubdirectory("rapport-dkim-");
        var file = Path.Combine(folder.FullName, "dkim.pem");
        await File.WriteAllTextAsync(file, key.ExportRSAPrivateKeyPem(), TestContext.Current.CancellationToken);
        await using var post = await MailServer.StartAsync();
        await using var server = await ShopAsync(post.Port, new DkimSettings { Domain = "shop.example", Selector = "r1", KeyFile = file });
        await server.StoreItemsAsync(Care);
        var people = await PeopleAsync(server, "ann", 20, "razor");
        await PutAsync(server, "kits", new
        {
            items = new[] { "kit" },
            quiet = NeverQuiet,
            template = new { en = new { subject = "News", text = "Hello\n{% for item in items %}{{ item.title }}{% endfor %}\n", html = "<p>Hello <b>{{ shop.name }}</b></p>{% for item in items %}<p>{{ item.title }}</p>{% endfor %}" } },
        });
        await PreviewAsync(server, "kits");
        await SendAsync(server, "kits", people[0]);

        var mail = Assert.Single(await post.MailsAsync());

        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Hello", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Matches("^<https://rapport.shop.example/v1/unsubscribe/[A-Za-z0-9_-]+>$", mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.Contains(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>'), mail.TextBody!.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{32}@shop.example$", mail.MessageId);
        Assert.True(await new DkimVerifier(new OneKey(key)).VerifyAsync(mail, mail.Headers.First(header => header.Id == HeaderId.DkimSignature), TestContext.Current.CancellationToken));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_way_out_is_open_to_a_click_and_shut_to_who_only_looks_and_holds_at_once()
    {
        await using var post = await MailServer.StartAsync();
        await using var server = await ShopAsync(post.Port);
        await server.StoreItemsAsync(Care);
        var people = await PeopleAsync(server, "ann", 21, "razor");
        await PutAsync(server, "first", new { items = new[] { "kit" }, template = Plain, quiet = NeverQuiet });
        await PutAsync(server, "second", new { items = new[] { "kit" }, template = Plain, quiet = NeverQuiet });
        await PreviewAsync(server, "first");
        await SendAsync(server, "first", people[0]);
        var wayOut = new Uri(Assert.Single(await post.MailsAsync()).Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).PathAndQuery;
        server.Clock.Advance(TimeSpan.FromDays(2));
        await PreviewAsync(server, "second");

        var page = await server.SendAsync(HttpMethod.Get, wayOut);
        var before = await EmailAsync(server, people[0]);
        var click = await server.SendAsync(HttpMethod.Post, wayOut, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        var after = await EmailAsync(server, people[0]);
        var sent = await SendAsync(server, "second", people[0]);
        var wrong = await server.SendAsync(HttpMethod.Post, wayOut + "x");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (page.Status, click.Status));
        Assert.Contains("<button", page.Text, StringComparison.Ordinal);
        Assert.Equal(("granted", "withdrawn"), (before, after));
        Assert.Equal((0, 1), (sent["handedOver"]!.GetValue<int>(), sent["outside"]!.GetValue<int>()));
        Assert.Equal("wrong-link", wrong.Problem);
    }

    [Fact]
    public async Task S045_one_code_for_all_is_refused_with_its_share_and_two_by_past_choices_go_out()
    {
        await using var post = await MailServer.StartAsync();
        await using var server = await ShopAsync(post.Port);
        await server.StoreItemsAsync([.. Care, .. Crowd.Items]);
        var (shave, camp) = (await PeopleAsync(server, "shave", 20, "razor"), await PeopleAsync(server, "camp", 20, "tent"));
        var offers = new[] { Offer("all"), Offer("shave", "Care > Shaving"), Offer("camp", "Outdoor") };
        await PutAsync(server, "blast", new { items = new[] { "spoon" }, template = Plain, quiet = NeverQuiet, offers = offers[..1] });
        await PutAsync(server, "plan", new { items = new[] { "spoon" }, template = Plain, quiet = NeverQuiet, offers = offers[1..] });

        var blast = await PreviewAsync(server, "blast");
        var refused = await TrySendAsync(server, "blast", shave);
        var plan = await PreviewAsync(server, "plan");
        await SendAsync(server, "plan", shave[0], camp[0]);
        var mails = await post.MailsAsync(2);
        await PutAsync(server, "blast", new { items = new[] { "spoon" }, template = Plain, quiet = NeverQuiet, offers = offers[..1], blastReason = "The shop has its tenth birthday." });
        await PreviewAsync(server, "blast");

        Assert.Equal(1.0, blast["blastShare"]!.GetValue<double>());
        Assert.StartsWith("T18", blast["warnings"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("blast-needs-reason", refused.Problem);
        Assert.Equal((0.0, 2), (plan["blastShare"]!.GetValue<double>(), plan["offers"]!.AsArray().Count));
        Assert.Equal(["CAMP", "SHAVE"], mails.Select(mail => mail.TextBody!.Contains("CAMP", StringComparison.Ordinal) ? "CAMP" : "SHAVE").Order());
        Assert.Equal(HttpStatusCode.OK, (await TrySendAsync(server, "blast", camp[1])).Status);

        static object Offer(string id, params string[] about) => new { id, code = id.ToUpperInvariant(), percent = 20, text = new { en = "20 % off" }, about };
    }

    [Fact]
    public async Task S031_what_was_only_looked_at_is_named_by_its_category()
    {
        await using var post = await MailServer.StartAsync();
        await using var server = await ShopAsync(post.Port);
        await Crowd.FillAsync(server);
        var people = await PeopleAsync(server, "ann", 22, "spoon");
        foreach (var day in Enumerable.Range(0, 2))
        {
            await server.BatchAsync(Segment.Viewed(people[0], "tent"), Segment.Viewed(people[0], "lamp"), Segment.Viewed(people[0], "mat"));
            server.Clock.Advance(TimeSpan.FromDays(1));
        }

        await server.BatchAsync(Segment.Ordered(people[1], "o-1", "tent"));
        server.Clock.Advance(TimeSpan.FromDays(2));
        await PutAsync(server, "camping", new
        {
            items = new[] { "tent", "stove" },
            quiet = NeverQuiet,
            template = new { en = new { subject = "News", text = "{% if viewed %}You like {{ viewed.title }}.{% endif %}{% if bought %}For your {{ bought.title }}.{% endif %}\n{% for item in items %}* {{ item.title }} ({{ item.reason }})\n{% endfor %}" } },
        });
        await PreviewAsync(server, "camping");
        await SendAsync(server, "camping", people[0], people[1]);
        var mails = await post.MailsAsync(2);

        var (viewer, buyer) = (TextTo(mails, people[0]), TextTo(mails, people[1]));

        Assert.Matches("You like (Tents|Lamps|Mats)\\.", viewer);
        Assert.Contains("* Tents (", viewer, StringComparison.Ordinal);
        Assert.DoesNotContain("Two-person tent", viewer, StringComparison.Ordinal);
        Assert.Contains("For your Two-person tent.", buyer, StringComparison.Ordinal);
        Assert.DoesNotContain("You like", buyer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S038_T4_the_first_mail_about_a_topic_comes_a_day_after_it_was_known()
    {
        await using var post = await MailServer.StartAsync();
        await using var server = await ShopAsync(post.Port);
        await Crowd.FillAsync(server);
        var people = await PeopleAsync(server, "ann", 20, "tent");
        await server.GrantAsync("eve", "recommendations", "email");
        await server.BatchAsync(Segment.Ordered("eve", "o-eve", "tent", "stove"));
        await PutAsync(server, "yours", new { template = Plain, quiet = NeverQuiet });
        server.Clock.Advance(TimeSpan.FromHours(23));
        await PreviewAsync(server, "yours");

        var early = await SendAsync(server, "yours", ["eve", .. people.Skip(1)]);
        server.Clock.Advance(TimeSpan.FromHours(2));
        var due = await SendAsync(server, "yours", "eve");

        Assert.Equal((19, 1), (early["handedOver"]!.GetValue<int>(), early["skipped"]!["T4"]!.GetValue<int>()));
        Assert.Equal(1, due["handedOver"]!.GetValue<int>());
    }

    private static string TextTo(IReadOnlyList<MimeMessage> mails, string person) => mails.Single(mail => mail.To.ToString().StartsWith(person + "@", StringComparison.Ordinal)).TextBody!;

    private static async Task<string> EmailAsync(RunningServer server, string customer) =>
        (await server.AsCustomerAsync(customer, HttpMethod.Get, "/v1/consents")).Json["purposes"]!.AsArray().First(purpose => purpose!["id"]!.GetValue<string>() == "email")!["state"]!.GetValue<string>();

    /// <summary>The domain's record, as a resolver would find it.</summary>
    private sealed class OneKey(RSA key) : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            GetPublicKey($"v=DKIM1; k=rsa; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}");

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
