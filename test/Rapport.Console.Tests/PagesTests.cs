using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Console.Audit;
using Rapport.Console.Breaches;
using Rapport.Console.Consent;
using Rapport.Console.Decisions;
using Rapport.Console.Events;
using Rapport.Console.History;
using Rapport.Console.Model;
using Rapport.Console.Overview;
using Rapport.Console.People;
using Rapport.Console.Recommendations;
using Rapport.Console.Requests;
using Rapport.Console.Rights;
using Rapport.Console.Shell;
using Rapport.Console.Tact;
using Rapport.Console.Texts;
using Rapport.Core.Model;
using Rapport.Core.Model.Tuning;
using Rapport.Core.Recommendations.Rules;

namespace Rapport.Console.Tests;

public sealed class PagesTests : ConsoleTestBase
{
    public static TheoryData<Type, string> Pages()
    {
        var pages = new TheoryData<Type, string>();
        foreach (var page in new[] { typeof(OverviewPage), typeof(EventsPage), typeof(ConsentPage), typeof(HistoryPage), typeof(ModelPage), typeof(QualityPage), typeof(TactPage), typeof(ExplainPage), typeof(RulesPage), typeof(QuizPage), typeof(DecisionsPage), typeof(RightsPage), typeof(RequestsPage), typeof(BreachesPage), typeof(AuditPage), typeof(KeysPage) })
        {
            foreach (var language in ConsoleTexts.Languages)
                pages.Add(page, language);
        }

        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_page_renders_in_every_language_and_names_nobody(Type page, string language)
    {
        var markup = Open(page, language).Markup;

        Assert.Contains(ConsoleTexts.In(language)[page.Name[..^4].ToLowerInvariant() + ".title"], markup, StringComparison.Ordinal);
        Assert.DoesNotContain("anna", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("example.org", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("skeletons", markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_bought_after_it_was_shown_is_counted_on_request_and_the_unknown_share_is_told()
    {
        var page = Open(typeof(DecisionsPage));

        await page.FindAll("button").Single(button => button.TextContent.Trim() == "Count").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Contains("Not shown before", TextOf(page), StringComparison.Ordinal), TimeSpan.FromSeconds(10));
        Assert.Contains("Unknown: ", TextOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public void The_overview_tells_consent_refusals_and_dropped_fields_with_their_n()
    {
        var text = TextOf(Open(typeof(OverviewPage)));

        Assert.Contains("Suggestions on this site 1 0 100.0% of 1 who chose", text, StringComparison.Ordinal);
        Assert.Contains("Suggestions by e-mail 0 1 0.0% of 1 who chose", text, StringComparison.Ordinal);
        Assert.Contains("Learning for others 0 0 nobody chose yet", text, StringComparison.Ordinal);
        Assert.Contains("No consent 1 100.0%", text, StringComparison.Ordinal);
        Assert.Contains("context.ip 3 100.0%", text, StringComparison.Ordinal);
        Assert.Contains("n = 1 since the server started, 2026-11-23 12:00 UTC", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Personalization", "Privacy", "Personalization brings relevance, privacy brings respect")]
    [InlineData("de", "Personalisierung", "Privatsphäre", "Personalisierung bringt Passendes, Privatsphäre bringt Respekt")]
    public void S093_the_axes_bear_their_names_and_no_control_slides_between_them(string language, string relevance, string respect, string words)
    {
        var page = Open(typeof(OverviewPage), language);

        Assert.Equal([relevance, respect], TextsOf(page, ".side .label"));
        Assert.Contains(words, TextOf(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("input[type=range], [role=slider], meter"));
    }

    [Fact]
    public async Task The_overview_shows_two_numbers_and_what_each_is_made_of()
    {
        var early = Open(typeof(OverviewPage));
        Assert.Equal(["–", "–"], TextsOf(early, ".side .value"));
        Assert.Equal(["Not enough data yet (1 of 200)", "Not enough data yet (0 of 200)"], TextsOf(early, ".side .note"));

        for (var i = 0; i < 199; i++)
            await Shop.AskAsync(Xunit.TestContext.Current.CancellationToken);
        Shop.Clock.Advance(TimeSpan.FromMinutes(5));
        var page = Open(typeof(OverviewPage));
        var text = TextOf(page);

        Assert.Equal(["Personalization", "Privacy"], TextsOf(page, ".side .label"));
        Assert.Equal(["10", "–"], TextsOf(page, ".side .value"));
        Assert.Equal("90% interval 7 to 14; rests on 25 of 100 points of weight", TextsOf(page, ".side .note")[0]);
        Assert.Contains("neither side is named the stronger", text, StringComparison.Ordinal);
        Assert.Contains("n = 200 lines of the decision log since the server started, 2026-11-23 12:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains("0.1 (n = 200)", text, StringComparison.Ordinal);
        Assert.Equal(15, TextsOf(page, "th[scope=row]").Count(row => row is ['p' or 's', >= '1' and <= '9', ' ', ..]));
        Assert.Contains(page.FindAll("a.more"), link => link.GetAttribute("href") == "decisions");
    }

    [Fact]
    public void A_failing_check_is_a_fire_and_says_its_cause()
    {
        Shop.ModelFault = "older than a day";

        var text = TextOf(Open(typeof(OverviewPage)));

        Assert.Contains("Yes: 1 of 2 checks fail.", text, StringComparison.Ordinal);
        Assert.Contains("Model fails: older than a day", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_refresh_by_themselves_until_they_are_paused()
    {
        var page = Open(typeof(EventsPage));
        Assert.Contains("As of 12:00:00 UTC", TextOf(page), StringComparison.Ordinal);

        Shop.Figures.Dropped(OpenShop.Tenant, "traits.birthday");
        Shop.Clock.Advance(LivePage.Every);
        await page.WaitForAssertionAsync(() => Assert.Contains("traits.birthday 1", TextOf(page), StringComparison.Ordinal));

        await page.Find(".fresh button").ClickAsync();
        Shop.Figures.Dropped(OpenShop.Tenant, "traits.phone");
        Shop.Clock.Advance(LivePage.Every);
        await page.InvokeAsync(() => { });
        Assert.Contains("Paused at 12:00:05 UTC", TextOf(page), StringComparison.Ordinal);
        Assert.DoesNotContain("traits.phone", TextOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_says_what_it_means_and_what_to_do()
    {
        var text = TextOf(Open(typeof(EventsPage)));

        Assert.Contains("50.0% of 2 judged events were refused.", text, StringComparison.Ordinal);
        Assert.Contains(ConsoleTexts.In("en")["refused.NoConsent.way"], text, StringComparison.Ordinal);
    }

    [Fact]
    public void Receipts_that_wait_are_counted_with_their_age()
    {
        var text = TextOf(Open(typeof(RightsPage)));

        Assert.Contains("Waiting 1 Oldest 3 hours", text, StringComparison.Ordinal);
        Assert.Contains("Forget me 1 3 hours 3 hours", text, StringComparison.Ordinal);
        Assert.DoesNotContain("r-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_walked_on_request_and_the_result_is_said()
    {
        var page = Open(typeof(DecisionsPage));

        await page.FindAll(".mud-button-root").Single(button => button.TextContent.Trim() == ConsoleTexts.In("en")["verify.button"]).ClickAsync();

        await page.WaitForAssertionAsync(() => Assert.Contains("All chains hold. Checked 2026-11-23 12:00 UTC", TextOf(page), StringComparison.Ordinal));
        Assert.Contains("Lines 1", TextOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stay_that_is_over_goes_back_to_the_door()
    {
        var page = Open(typeof(OverviewPage));
        Shop.Clock.Advance(TimeSpan.FromHours(8));

        page.WaitForAssertion(() => Assert.EndsWith("/enter", Browser.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Fact]
    public async Task S029_the_overview_names_the_surface_that_is_generic()
    {
        for (var i = 0; i < Core.Decisions.SurfaceFigures.MostLatest; i++)
            await Shop.AskAsync(Xunit.TestContext.Current.CancellationToken);
        Shop.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Contains("Home: 100.0% of the latest answers for people who said yes show what many choose.", TextOf(Open(typeof(OverviewPage))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_is_refused_with_its_cause_then_added_then_removed_and_put_back()
    {
        var page = Open(typeof(RulesPage));
        await page.Find("input[type=search]").InputAsync("apron");
        await page.Find(".picker ul button").ClickAsync();
        await page.Find("button.primary").ClickAsync();
        Assert.Contains(ConsoleTexts.In("en")["rules.mistake.id"], TextOf(page), StringComparison.Ordinal);

        // What was chosen before the refusal is still there.
        await page.Find("#rule-id").ChangeAsync("spring");
        await page.Find("button.primary").ClickAsync();
        Assert.Contains("Pin Linen apron Home, place 1 · spring", TextOf(page), StringComparison.Ordinal);
        var rule = Assert.Single((await Shop.Store.Rules.ReadRulesAsync(OpenShop.Tenant, Xunit.TestContext.Current.CancellationToken)).All);
        Assert.Equal("apron-1", rule.Item!.Value.Value);

        await page.Find(".wishes button").ClickAsync();
        Assert.Empty(Shop.Shops[OpenShop.Tenant].Rules!.All);
        await page.Find(".undo button").ClickAsync();
        Assert.Equal(rule, Assert.Single(Shop.Shops[OpenShop.Tenant].Rules!.All));
    }

    [Fact]
    public async Task A_change_made_from_rules_that_no_longer_stand_is_refused_and_the_new_ones_are_shown()
    {
        var page = Open(typeof(RulesPage));
        var others = new BusinessRules(["bronze"], []);
        Shop.Shops.Swap(OpenShop.Tenant, shop => shop with { Rules = others });

        await page.Find("#tier-name").ChangeAsync("gold");
        await page.Find(".add-tier button").ClickAsync();

        Assert.Contains(ConsoleTexts.In("en")["rules.mistake.stale"], TextOf(page), StringComparison.Ordinal);
        Assert.Contains("bronze", TextOf(page), StringComparison.Ordinal);
        Assert.Same(others, Shop.Shops[OpenShop.Tenant].Rules);
        await page.Find(".add-tier button").ClickAsync();
        Assert.Equal(["bronze", "gold"], Shop.Shops[OpenShop.Tenant].Rules!.LoyaltyTiers);
    }

    [Fact]
    public async Task Tiers_are_named_once_and_put_in_order()
    {
        var page = Open(typeof(RulesPage));
        foreach (var tier in new[] { "gold", "silver", "gold" })
        {
            await page.Find("#tier-name").ChangeAsync(tier);
            await page.Find(".add-tier button").ClickAsync();
        }

        Assert.Contains(ConsoleTexts.In("en")["tiers.mistake"], TextOf(page), StringComparison.Ordinal);
        await page.Find("button[aria-label='Move silver one lower']").ClickAsync();
        Assert.Equal(["silver", "gold"], Shop.Shops[OpenShop.Tenant].Rules!.LoyaltyTiers);
    }

    [Fact]
    public void Quality_tells_what_the_tuner_tried_and_why_it_chose()
    {
        Assert.Contains("Not tuned yet", TextOf(Open(typeof(QualityPage))), StringComparison.Ordinal);
        var (shipped, better) = (new ModelSettings(), new ModelSettings(Lambda: 40));
        Shop.Tuned = new TuningReport(better, "a larger penalty was better", true, 120, 300, 50, 60, 700, 9000, 12.34, false,
            [new("start", shipped, 0.12, 0.1, 0, 0, 0.5, 1), new("penalty", better, 0.15, 0.11, 0, 0, 0.6, 1), new("penalty", shipped with { Lambda = 80 }, 0.14, 0.1, 0, 0, 0.7, 1)])
        { At = Shop.Clock.GetUtcNow() };

        var page = Open(typeof(QualityPage));
        Assert.Contains("a larger penalty was better", TextOf(page), StringComparison.Ordinal);
        Assert.Equal(["As shipped", "Penalty"], TextsOf(page, ".measures .name"));
        Assert.Equal("0.1500", page.Find(".measures .tone-moss td").TextContent);
        Assert.Equal(3, page.FindAll("details tbody tr").Count);
        Assert.Contains("Learned from 700 customers, 60 items, 9,000 pairs of the two. Begun 2026-11-23 12:00 UTC.", TextOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S065_the_builder_refuses_with_a_way_out_then_saves_what_customers_are_asked()
    {
        var page = Open(typeof(QuizPage));
        await page.Find(".add-question").ClickAsync();
        await page.Find("button.primary").ClickAsync();
        Assert.Contains("Question 1: Write a text in English and in German", TextOf(page), StringComparison.Ordinal);
        Assert.Null(Shop.Shops[OpenShop.Tenant].Quiz);

        string[] texts = ["Where do you like to be?", "Wo sind Sie gern?", "In the kitchen", "In der Küche", "Kitchen", "", "In the garden", "Im Garten", "", ""];
        for (var i = 0; i < texts.Length; i++)
            await page.FindAll(".building input[type=text]")[i].ChangeAsync(texts[i]);
        Assert.Equal(["items: 1", "speaks for nothing"], TextsOf(page, ".answer .pill"));
        Assert.Equal(["In the kitchen", "In the garden", "Skip"], TextsOf(page, ".asked li"));
        await page.FindAll(".switch button")[1].ClickAsync();
        Assert.Equal(["In der Küche", "Im Garten", "Überspringen"], TextsOf(page, ".asked li"));

        await page.Find("button.primary").ClickAsync();
        Assert.Contains(ConsoleTexts.In("en")["quiz.saved"], TextOf(page), StringComparison.Ordinal);
        var asked = Assert.Single((await Shop.Store.Catalogue.ReadQuizAsync(OpenShop.Tenant, Xunit.TestContext.Current.CancellationToken))!.Questions);
        Assert.Equal("Wo sind Sie gern?", asked.Text["de"]);
        Assert.Equal(["Kitchen"], asked.Answers[0].Categories);
    }

    [Fact]
    public async Task S065_the_builder_refuses_a_sensitive_question()
    {
        Shop.Shops.Swap(OpenShop.Tenant, shop => shop with { Quiz = new Core.Catalogue.Quiz([new("q", Both("Do you need a pregnancy test?"), [new("a", Both("Yes"), [], [], []), new("b", Both("No"), [], [], [])])]) });
        var page = Open(typeof(QuizPage));

        await page.Find("button.primary").ClickAsync();

        Assert.Contains("Question 1: " + ConsoleTexts.In("en")["quiz.sensitive"], TextOf(page), StringComparison.Ordinal);

        static Dictionary<string, string> Both(string text) => new() { ["en"] = text, ["de"] = text };
    }
}
