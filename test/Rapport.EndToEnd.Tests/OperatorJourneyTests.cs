using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rapport.EndToEnd.Tests.Shared;
using Rapport.Server.Hosting;
using Rapport.Server.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Rapport.EndToEnd.Tests;

/// <summary>An operator in a browser, with a provider on another site.</summary>
public sealed class OperatorJourneyTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task An_operator_signs_in_on_another_site_comes_back_to_the_page_and_leaves()
    {
        Environment.SetEnvironmentVariable("RAPPORT_TEST_OIDC", IdentityProvider.ClientSecret);
        await using var provider = await IdentityProvider.StartAsync();
        // To a browser, a name and a number are two sites; two ports are one.
        var elsewhere = provider.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await using var server = await RapportProcess.StartAsync(shop: shop => shop with
        {
            OperatorSignIn = new OperatorSignInSettings
            {
                Authority = elsewhere,
                ClientId = IdentityProvider.ClientId,
                ClientSecretVariable = "RAPPORT_TEST_OIDC",
                Name = "Example ID",
                Roles = new Dictionary<string, string> { ["shop-admins"] = "admin" },
            },
        });
        await provider.RegisterAsync(server.Url, "oidc-shop");
        await using var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        var asked = new ConcurrentQueue<string>();
        var complaints = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        page.Console += (_, message) => complaints.Enqueue(message.Text);

        await page.GotoAsync(server.Url + "/console/decisions");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in with Example ID" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(server.Url + "/console/decisions");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();

        Assert.All(asked, url => Assert.True(url.StartsWith(server.Url + "/console", StringComparison.Ordinal) || url.StartsWith(elsewhere + "/authorize?", StringComparison.Ordinal), url));
        Assert.DoesNotContain(complaints, text => text.Contains("Content Security Policy", StringComparison.Ordinal));

        await page.Locator("header form.leave button").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/console/enter"));
        await page.GotoAsync(server.Url + "/console/decisions");
        await Expect(page).ToHaveURLAsync(new Regex("/console/enter"));
    }
}
