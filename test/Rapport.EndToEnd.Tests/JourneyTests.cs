using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rapport.EndToEnd.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Rapport.EndToEnd.Tests;

/// <summary>A customer's first visit, in a real browser against the real demo: asked once, seen, explained, changed, forgotten.</summary>
public sealed class JourneyTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task S002_S023_S055_S060_S083_a_first_visit_from_yes_to_forget_me()
    {
        await using var demo = await RapportProcess.StartDemoAsync();
        var context = await browser.OpenAsync();
        var page = await context.NewPageAsync();
        var foreign = new List<string>();
        page.Request += (_, request) => { if (!request.Url.StartsWith(demo.Url, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) foreign.Add(request.Url); };

        await ArriveAsync(page, demo);
        await SayYesAsync(page);
        var bought = await BuyAsync(page, demo);
        await SeeReasonsAsync(page, demo, bought);
        await SwitchOffAndSeeAsync(page, demo);
        await ForgetAsync(page, demo);

        Assert.Empty(foreign);
        Assert.Empty(await context.CookiesAsync());
    }

    /// <summary>Before a choice nobody has a name, and the row says so.</summary>
    private static async Task ArriveAsync(IPage page, RapportProcess demo)
    {
        await page.GotoAsync(demo.Url);
        var row = page.Locator("rapport-row").First;
        await Expect(row.GetByText("popular").First).ToBeVisibleAsync();
        Assert.Equal("0", await page.EvaluateAsync<string>("String(Object.keys(localStorage).filter(key => /customer|token/i.test(key)).length)"));

        var (yes, no) = (page.GetByTestId("consent-yes").First, page.GetByTestId("consent-no").First);
        var (yesBox, noBox) = (await yes.BoundingBoxAsync(), await no.BoundingBoxAsync());
        Assert.Equal((yesBox!.Width, yesBox.Height), (noBox!.Width, noBox.Height));
    }

    internal static async Task SayYesAsync(IPage page)
    {
        await page.GetByTestId("consent-yes").First.ClickAsync();
        await Expect(page.GetByTestId("consent-yes")).ToHaveCountAsync(0);
    }

    /// <summary>Looks at an ordinary thing, puts it in the cart and buys it.</summary>
    internal static async Task<string> BuyAsync(IPage page, RapportProcess demo, string shelf = "kitchen")
    {
        await page.GotoAsync(demo.Url + "/c/" + shelf);
        await page.Locator("main [data-testid^=card-] a").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/p/"));
        var title = (await page.Locator("h1").First.InnerTextAsync()).Trim();
        await Expect(page.Locator("rapport-row").First.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Why is") }).First).ToBeVisibleAsync();
        await page.GetByTestId("add-to-cart").ClickAsync();
        await page.GetByTestId("nav-cart").First.ClickAsync();
        await page.GetByTestId("cart-checkout").ClickAsync();
        foreach (var field in await page.Locator("main form input[required]").AllAsync())
            await field.FillAsync(await field.GetAttributeAsync("type") == "email" ? "ada@example.org" : "12345");
        await page.RunAndWaitForResponseAsync(
            () => page.GetByTestId("checkout-place").ClickAsync(),
            response => response.Url.EndsWith("/v1/batch", StringComparison.Ordinal) && (response.Request.PostData ?? "").Contains("Order Completed", StringComparison.Ordinal));
        await Expect(page).ToHaveURLAsync(new Regex("/thanks"));
        return title;
    }

    /// <summary>The first row now rests on the purchase, and says so when asked.</summary>
    private static async Task SeeReasonsAsync(IPage page, RapportProcess demo, string bought)
    {
        await page.GotoAsync(demo.Url);
        var row = page.Locator("rapport-row").First;
        await Expect(row.GetByText("personal").First).ToBeVisibleAsync();
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Why is") }).First.ClickAsync();
        await Expect(row.GetByRole(AriaRole.Dialog)).ToContainTextAsync($"Because you bought {bought}");
        await page.Keyboard.PressAsync("Escape");
    }

    /// <summary>"Your data" shows what is kept; a switch turned off takes effect on the very next page.</summary>
    private static async Task SwitchOffAndSeeAsync(IPage page, RapportProcess demo)
    {
        await page.GetByTestId("nav-your-data").First.ClickAsync();
        var centre = page.Locator("rapport-privacy-centre");
        await Expect(centre.GetByText(new Regex("Bought, €")).First).ToBeVisibleAsync();
        var suggestions = centre.GetByRole(AriaRole.Switch, new() { Name = "Suggestions on this site" });
        await Expect(suggestions).ToBeCheckedAsync();
        await suggestions.ClickAsync();
        await Expect(suggestions).Not.ToBeCheckedAsync();

        await page.GotoAsync(demo.Url);
        await Expect(page.Locator("rapport-row").First.GetByText("popular").First).ToBeVisibleAsync();
    }

    /// <summary>"Forget me" ends in a receipt that becomes final.</summary>
    private static async Task ForgetAsync(IPage page, RapportProcess demo)
    {
        await page.GotoAsync(demo.Url + "/your-data");
        var centre = page.Locator("rapport-privacy-centre");
        await centre.Locator("button.forget").ClickAsync();
        await centre.Locator("button.forget-yes").ClickAsync();
        await Expect(centre.GetByText("Complete. Nothing of yours is left").First).ToBeVisibleAsync(new() { Timeout = 150_000 });
    }
}
