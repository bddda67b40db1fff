using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rapport.EndToEnd.Tests.Shared;
using Rapport.Server.Hosting;
using Rapport.Testing;
using static Microsoft.Playwright.Assertions;

namespace Rapport.EndToEnd.Tests;

/// <summary>A customer who is not signed in comes to her data by a mail: a real mail server, a real browser.</summary>
public sealed class SignInByMailTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private const string Ann = "ann@customers.example";

    [Fact]
    public async Task A_link_by_mail_opens_her_data_once_and_leaves_nothing_in_the_browser()
    {
        await using var post = await MailServer.StartAsync();
        await using var demo = await RapportProcess.StartDemoAsync();
        await KnowAnnAsync(demo, post.Port);
        var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        var watch = Stopwatch.StartNew();

        await page.GotoAsync(demo.Url + "/your-data");
        var centre = page.Locator("rapport-privacy-centre");
        await centre.EvaluateAsync("centre => { centre.mailLink = true; }");
        await centre.GetByLabel("Your e-mail address").FillAsync(Ann);
        await centre.GetByRole(AriaRole.Button, new() { Name = "Send me the link" }).ClickAsync();
        var link = LinkIn((await post.MailsAsync()).Single().TextBody!);
        var opened = await context.NewPageAsync();
        await opened.GotoAsync(link);
        centre = opened.Locator("rapport-privacy-centre");
        await Expect(centre.GetByText("2 lines are stored about you")).ToBeVisibleAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sign in by mail: {watch.Elapsed.TotalSeconds:F2} s"));

        await Expect(opened).ToHaveURLAsync(demo.Url + "/your-data");
        Assert.DoesNotContain("rapport-link", await opened.EvaluateAsync<string>("JSON.stringify([history.state, document.documentElement.innerHTML.length, ...Object.entries(localStorage), ...Object.entries(sessionStorage)])"), StringComparison.Ordinal);
        Assert.Null(await opened.EvaluateAsync<string?>("localStorage.getItem('amsel.pass')"));
        await centre.GetByRole(AriaRole.Switch, new() { Name = "Suggestions on this site" }).ClickAsync();
        await Expect(centre.GetByText("Suggestions on this site: off. It counts from now.")).ToBeVisibleAsync();
        var again = await context.NewPageAsync();
        await again.GotoAsync(link);
        await Expect(again.Locator("rapport-privacy-centre").GetByText("This link does not hold any more.")).ToBeVisibleAsync();
    }

    /// <summary>The demo sends mail, and knows a customer by her address.</summary>
    private static async Task KnowAnnAsync(RapportProcess demo, int port)
    {
        demo.Kill();
        var settings = RapportSettings.LoadOrCreate(demo.Home);
        var tenant = settings.Tenants.Single(tenant => tenant.Id == "demo");
        settings.With(tenant with { Mail = new MailSettings { Host = "127.0.0.1", Port = port, From = "shop@shop.example", CentreUrl = demo.Url + "/your-data", CustomersAreAddresses = true } }).Save(demo.Home);
        await demo.RestartAsync();
        var key = (await File.ReadAllTextAsync(Path.Combine(demo.Home, "shop", "operator-key.txt"), TestContext.Current.CancellationToken)).Trim();
        demo.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await demo.GrantAsync(Ann, "recommendations");
        var item = (await demo.GetAsync("/shop/catalogue.json")).GetProperty("items")[0].GetProperty("id").GetString();
        await demo.SendAsync(HttpMethod.Post, "/v1/batch", new { batch = new[] { new { type = "track", messageId = "m-1", userId = Ann, @event = "Product Viewed", properties = new { product_id = item } } } });
    }

    private static string LinkIn(string text) => Regex.Match(text, @"http://[^\s]+#rapport-link=[\w-]+").Value;
}
