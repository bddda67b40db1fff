using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rapport.EndToEnd.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Rapport.EndToEnd.Tests;

/// <summary>Every right of a customer, used in a real browser on the real demo's "your data"; the seconds each took stand in the test's output.</summary>
public sealed class RightsJourneyTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private static readonly string[] Words = ["data", "retention", "effectOn", "effectOff"];

    [Fact]
    public async Task S020_every_choice_says_what_it_uses_how_long_and_what_it_does_at_the_question_and_at_the_switch()
    {
        await using var demo = await RapportProcess.StartDemoAsync();
        foreach (var language in (string[])["en", "de"])
        {
            var context = await browser.OpenAsync(new BrowserNewContextOptions { Locale = language == "de" ? "de-DE" : "en-GB" });
            var page = await context.NewPageAsync();
            await page.GotoAsync(demo.Url);
            var purposes = (await page.EvaluateAsync<JsonElement?>("async language => (await fetch('/v1/purposes?language=' + language)).json()", language))!.Value.GetProperty("purposes").EnumerateArray().ToList();
            var card = page.Locator("rapport-consent-card").First;
            await Expect(card.GetByTestId("consent-yes")).ToBeVisibleAsync();
            await SaysAsync(card, purposes.Single(purpose => purpose.GetProperty("id").GetString() == "recommendations"));
            await page.GotoAsync(demo.Url + "/your-data");
            var centre = page.Locator("rapport-privacy-centre");
            await Expect(centre.GetByRole(AriaRole.Switch)).ToHaveCountAsync(purposes.Count);
            foreach (var purpose in purposes)
                await SaysAsync(centre.Locator($"[data-purpose={purpose.GetProperty("id").GetString()}]"), purpose);
            await context.CloseAsync();
        }

        static async Task SaysAsync(ILocator place, JsonElement purpose)
        {
            var text = purpose.GetProperty("text");
            await Expect(place.GetByText(text.GetProperty("title").GetString()!, new() { Exact = true }).First).ToBeVisibleAsync();
            foreach (var word in Words)
                await Expect(place.GetByText(text.GetProperty(word).GetString()!, new() { Exact = true }).First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task S023_switching_a_purpose_off_removes_exactly_the_lines_that_stand_beside_the_switch()
    {
        await using var demo = await RapportProcess.StartDemoAsync();
        var page = await (await browser.OpenAsync()).NewPageAsync();
        await page.GotoAsync(demo.Url);
        await JourneyTests.SayYesAsync(page);
        await JourneyTests.BuyAsync(page, demo);
        var centre = await OpenCentreAsync(page, demo);
        // From here on what happens is kept for two purposes, and so survives one of them.
        await TurnAsync(centre, "measurement", on: true);
        await page.GotoAsync(demo.Url + "/c/kitchen");
        await page.RunAndWaitForResponseAsync(() => page.Locator("main [data-testid^=card-] a").Nth(2).ClickAsync(), IsBatch);
        centre = await OpenCentreAsync(page, demo);

        var before = await MineAsync(page);
        var listed = (await centre.Locator("[data-purpose=recommendations] .goes").GetAttributeAsync("data-goes"))!.Split(' ').Select(index => int.Parse(index, CultureInfo.InvariantCulture)).ToHashSet();
        await TurnAsync(centre, "recommendations", on: false);
        var after = await MineAsync(page);

        var lines = Lines(before).ToList();
        Assert.NotEmpty(listed);
        Assert.True(listed.Count < lines.Count, "nothing would stay");
        Assert.Equal(lines.Where((_, index) => !listed.Contains(index)), Lines(after));
    }

    [Fact]
    public async Task S050_S061_each_right_from_the_button_to_its_effect()
    {
        await using var demo = await RapportProcess.StartDemoAsync();
        var page = await (await browser.OpenAsync()).NewPageAsync();
        await page.GotoAsync(demo.Url);
        await JourneyTests.SayYesAsync(page);
        // From three shelves, so that a row has more to say than one topic lets it.
        await JourneyTests.BuyAsync(page, demo, "table");
        await JourneyTests.BuyAsync(page, demo, "garden");
        var bought = await JourneyTests.BuyAsync(page, demo);
        await page.GotoAsync(demo.Url);
        await Expect(page.Locator("rapport-row").First.GetByText("personal").First).ToBeVisibleAsync();

        await TimeAsync("hide", () => HideAsync(page, demo));
        ILocator centre = null!;
        await TimeAsync("access", async () =>
        {
            centre = await OpenCentreAsync(page, demo);
            await Expect(centre.Locator("#know .total")).ToContainTextAsync((await MineAsync(page)).GetProperty("total").GetInt32().ToString(CultureInfo.InvariantCulture) + " lines are stored");
        });
        await Expect(centre.Locator("#log .uses")).ToContainTextAsync(new Regex("Used (once|[0-9]+ times) for Suggestions on this site"));
        await Expect(centre.Locator(".recipients")).ToContainTextAsync("this shop");
        await TimeAsync("portable archive", () => ArchiveAsync(page, centre));
        await TimeAsync("correct", () => CorrectAsync(centre, bought));
        await TimeAsync("gift", () => GiftAsync(centre, bought));
        await TimeAsync("strength", () => DialAsync(page, centre));
        await TimeAsync("delete an inference", () => UninferAsync(centre));
        await TimeAsync("restrict", () => AskAsync(centre, "restrict", "restricted"));
        await TimeAsync("end the restriction", () => AskAsync(centre, "unrestrict", "granted"));
        await TimeAsync("object", () => TurnAsync(centre, "recommendations", on: false));
        await TurnAsync(centre, "recommendations", on: true);
        await TimeAsync("opt out", () => AskAsync(centre, "optOut", "withdrawn"));
        await TimeAsync("erase", () => EraseAsync(centre));
    }

    private async Task TimeAsync(string right, Func<Task> use)
    {
        var watch = Stopwatch.StartNew();
        await use();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{right}: {watch.Elapsed.TotalSeconds:F2} s"));
    }

    private static async Task HideAsync(IPage page, RapportProcess demo)
    {
        var row = page.Locator("rapport-row").First;
        await row.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Why is") }).First.ClickAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Not for me" }).ClickAsync();
        await Expect(row.GetByText("things like it rest")).ToBeVisibleAsync();
        await page.GotoAsync(demo.Url + "/your-data");
        var again = page.Locator("rapport-privacy-centre #limits").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Show again") });
        await again.ClickAsync();
        await Expect(again).ToHaveCountAsync(0);
    }

    private static async Task ArchiveAsync(IPage page, ILocator centre)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => centre.GetByRole(AriaRole.Button, new() { Name = "Download my data" }).ClickAsync());
        Assert.Equal("my-data.zip", download.SuggestedFilename);
        await using var file = File.OpenRead(await download.PathAsync());
        using var zip = new ZipArchive(file);
        using var data = await JsonDocument.ParseAsync(zip.GetEntry("my-data.json")!.Open(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((await MineAsync(page)).GetProperty("total").GetInt32(), data.RootElement.GetProperty("total").GetInt32());
        Assert.NotNull(zip.GetEntry("index.html"));
        await Expect(centre.Locator("[data-request=export]")).ToContainTextAsync("done");
    }

    private static async Task CorrectAsync(ILocator centre, string bought)
    {
        var thing = centre.Locator("#know .things > li").Filter(new() { HasText = bought }).First;
        await thing.GetByRole(AriaRole.Button, new() { Name = "Put right" }).ClickAsync();
        await thing.GetByRole(AriaRole.Spinbutton).FillAsync("3");
        await thing.GetByRole(AriaRole.Button, new() { Name = "Put it right" }).ClickAsync();
        await Expect(thing.GetByText("Bought 3 ×")).ToBeVisibleAsync();
    }

    private static async Task GiftAsync(ILocator centre, string bought)
    {
        var thing = centre.Locator("#know .things > li").Filter(new() { HasText = bought }).First;
        await thing.GetByRole(AriaRole.Button, new() { Name = "It was a gift" }).ClickAsync();
        await Expect(centre.Locator("#limits").GetByText("Not a gift after all")).ToBeVisibleAsync();
        await centre.Locator("#limits").GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Not a gift after all") }).ClickAsync();
        await Expect(centre.Locator("#limits").GetByText("Not a gift after all")).ToHaveCountAsync(0);
    }

    /// <summary>No more than a quarter of a row's places are personal, at once, and as many as before when the dial is turned back; how many tact leaves to turn at is its own business.</summary>
    private static async Task DialAsync(IPage page, ILocator centre)
    {
        var before = await PersonalAsync(page);
        await centre.GetByRole(AriaRole.Radio, new() { Name = "A little" }).CheckAsync();
        await Expect(centre.GetByText("A little: it counts from now.")).ToBeVisibleAsync();
        Assert.InRange(await PersonalAsync(page), 1, Math.Min(2, before));
        Assert.Equal("little", (await MineAsync(page)).GetProperty("strength").GetString());
        await centre.GetByRole(AriaRole.Radio, new() { Name = "As it fits" }).CheckAsync();
        await Expect(centre.GetByText("As it fits: it counts from now.")).ToBeVisibleAsync();
        Assert.Equal(before, await PersonalAsync(page));
    }

    private static async Task UninferAsync(ILocator centre)
    {
        var inferences = centre.Locator(".inferences li");
        var count = await inferences.CountAsync();
        Assert.NotEqual(0, count);
        await inferences.First.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(inferences).ToHaveCountAsync(count - 1);
    }

    private static async Task AskAsync(ILocator centre, string right, string state)
    {
        await centre.Locator($"[data-right={right}]").ClickAsync();
        await Expect(centre.Locator($"[data-request={right}]").First).ToBeVisibleAsync();
        Assert.Equal(state, (await FetchAsync(centre.Page, "/v1/consents")).GetProperty("purposes").EnumerateArray().Single(purpose => purpose.GetProperty("id").GetString() == "recommendations").GetProperty("state").GetString());
        await Expect(centre.GetByRole(AriaRole.Switch, new() { Name = "Suggestions on this site" })).ToHaveAttributeAsync("aria-checked", state == "granted" ? "true" : "false");
    }

    private static async Task EraseAsync(ILocator centre)
    {
        await centre.Locator("button.forget").ClickAsync();
        await Expect(centre.Locator(".plan")).ToContainTextAsync(new Regex("Deleted at once: .*choices"));
        await centre.Locator("button.forget-yes").ClickAsync();
        await Expect(centre.Locator("#leave .receipt").GetByText("nothing found")).ToBeVisibleAsync();
        await Expect(centre.GetByText("We do not know who you are.")).ToBeVisibleAsync();
    }

    private static async Task<ILocator> OpenCentreAsync(IPage page, RapportProcess demo)
    {
        await page.GotoAsync(demo.Url + "/your-data");
        var centre = page.Locator("rapport-privacy-centre");
        await Expect(centre.Locator("#know .total")).ToBeVisibleAsync();
        return centre;
    }

    private static async Task TurnAsync(ILocator centre, string purpose, bool on)
    {
        var turn = centre.Locator($"[data-purpose={purpose}]").GetByRole(AriaRole.Switch);
        await turn.ClickAsync();
        await Expect(turn).ToHaveAttributeAsync("aria-checked", on ? "true" : "false");
    }

    private static bool IsBatch(IResponse response) => response.Url.EndsWith("/v1/batch", StringComparison.Ordinal);

    /// <summary>A line without its place, which changes when others go, and without the purposes, of which one went.</summary>
    private static IEnumerable<string> Lines(JsonElement mine) =>
        mine.GetProperty("history").EnumerateArray().Select(line => $"{line.GetProperty("kind")} {line.GetProperty("item")} {line.GetProperty("at")}");

    private static Task<JsonElement> MineAsync(IPage page) => FetchAsync(page, "/v1/customers/me");

    private static async Task<int> PersonalAsync(IPage page) =>
        (await FetchAsync(page, "/v1/decisions", new { surface = "home", count = 8 })).GetProperty("items").EnumerateArray().Count(item => item.GetProperty("tier").GetString() is "person" or "session");

    /// <summary>Asks the server what the page would, with the visitor's own token.</summary>
    private static async Task<JsonElement> FetchAsync(IPage page, string path, object? body = null) => (await page.EvaluateAsync<JsonElement?>(
        "async ([path, body]) => (await fetch(path, { method: body ? 'POST' : 'GET', headers: { Authorization: 'Bearer ' + JSON.parse(localStorage.getItem('amsel.pass')).token, 'Content-Type': 'application/json' }, ...(body ? { body } : {}) })).json()",
        new[] { path, body is null ? null : JsonSerializer.Serialize(body) }))!.Value;
}
