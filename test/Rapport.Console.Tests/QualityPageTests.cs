using Bunit;
using Rapport.Console.Model;
using Rapport.Console.Texts;
using Rapport.Core.Model;
using Rapport.Core.Model.Measuring;
using Rapport.Core.Model.Tuning;

namespace Rapport.Console.Tests;

/// <summary>What an operator reads of the last measurements, and where there are none.</summary>
public sealed class QualityPageTests : ConsoleTestBase
{
    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public void What_is_not_measured_is_said_with_the_command_that_measures_it(string language)
    {
        var page = Open(typeof(QualityPage), language);

        Assert.Contains(ConsoleTexts.In(language)["measured.none"], TextOf(page), StringComparison.Ordinal);
        Assert.Equal(["rapport evaluate quality --tenant hearth", "rapport evaluate value --tenant hearth"], TextsOf(page, ".facts code"));
        Assert.Empty(page.FindAll("svg"));
    }

    [Fact]
    public void S074_figures_stand_beside_simple_methods_with_the_interval_of_the_lead()
    {
        Shop.Measured = Quality(lead: new QualityInterval("cosineKnn", 0.01, 0.03, -0.002, 0.02));

        var page = Open(typeof(QualityPage));
        var text = TextOf(page);

        Assert.Equal(["0.2000", "0.1500", "41.5%", "30.0%"], TextsOf(page, ".stat .value"));
        Assert.Equal(["Your model", "Nearest items", "Popularity", "Your model", "Nearest items", "Popularity", "2 to 4 items known", "5 items known or more"], TextsOf(page, ".measures .name"));
        Assert.Contains("beyond what chance could make", text, StringComparison.Ordinal);
        Assert.Equal(["+0.0100 to +0.0300", "−0.0020 to +0.0200"], TextsOf(page, ".intervals td"));
        Assert.Equal(["tone-moss", "tone-slate"], page.FindAll(".intervals tbody tr").Select(row => row.ClassName));
        Assert.Contains("n = 40 customers, NDCG@20 0.1000", text, StringComparison.Ordinal);
        Assert.Contains("n = 120 customers, 60 items. Known: all before 2026-10-01", text, StringComparison.Ordinal);
    }

    [Fact]
    public void S074_a_lead_that_chance_could_make_is_not_called_one()
    {
        Shop.Measured = Quality(lead: new QualityInterval("popularity", -0.01, 0.03, -0.002, 0.02));

        Assert.Contains("No difference can be told yet", TextOf(Open(typeof(QualityPage))), StringComparison.Ordinal);
    }

    [Fact]
    public void S066_S068_the_curve_of_data_is_drawn_and_told_in_a_table()
    {
        Shop.Valued = Value();

        var page = Open(typeof(QualityPage));

        Assert.Equal(2, page.FindAll(".curve polyline").Count);
        Assert.Equal(["Nothing: what is popular", "The page alone", "1 event", "5 events", "All events"], TextsOf(page, ".curve tbody th"));
        Assert.Equal("A customer’s latest 5 events reach 80% of the quality that all of them reach; knowing nothing reaches 20%.", page.Find(".curve svg").GetAttribute("aria-label"));
        // The curve rises: a higher value lies further up, at a smaller y.
        var heights = page.Find(".curve polyline.first").GetAttribute("points")!.Split(' ').Select(point => double.Parse(point.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal([.. heights.OrderDescending()], heights);
        Assert.Equal(8, heights[^1]);
    }

    [Fact]
    public void S090_signals_stand_by_what_is_lost_without_them_and_the_useless_one_says_how_to_drop_it()
    {
        Shop.Valued = Value();

        var page = Open(typeof(QualityPage));

        Assert.Equal(["Purchases", "Views"], TextsOf(page, ".intervals .name"));
        Assert.Equal(["can be dropped"], TextsOf(page, ".intervals .pill"));
        Assert.Contains("\"dropSignals\": [\"views\"]", TextOf(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Why_a_setting_was_chosen_is_said_in_the_readers_language()
    {
        var chosen = new ModelSettings();
        Shop.Tuned = new TuningReport(chosen, "in English", true, 120, 300, 50, 60, 700, 9000, 12.34, false, []) { Causes = [new(TuningCause.MostShrunken, 30, 4, 0.005), new(TuningCause.Scaled, Amount: -0.125)] };

        var german = TextOf(Open(typeof(QualityPage), "de"));

        Assert.Contains("Von 30 versuchten Einstellungen lagen 4 höchstens 0,5\u00a0% unter der besten", german, StringComparison.Ordinal);
        Assert.Contains("Ein Ausgabemaßstab von -0,125 war besser", german, StringComparison.Ordinal);
        Assert.DoesNotContain("in English", german, StringComparison.Ordinal);
    }

    private static QualityReport Quality(QualityInterval lead) => new(
        0.2, 0.15, null, null, 120, 60, 0, 1, 100, new ModelSettings(), "the shipped settings", 0.415, 0.3,
        [new(2, 4, 40, 0.1, 0.1), new(5, null, 80, 0.25, 0.175)],
        new Dictionary<string, QualityFigures> { ["popularity"] = new(0.05, 0.04), ["cosineKnn"] = new(0.18, 0.14) },
        lead,
        [])
    { At = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), Cut = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero) };

    private static ValueReport Value() => new(
        120, 60, new ModelSettings(), true,
        [new("nothing", null, 0.04, 0.03, 0.2), new("contextual", null, 0.08, 0.05, 0.37), new("events", 1, 0.12, 0.09, 0.6), new("events", 5, 0.16, 0.12, 0.8), new("events", null, 0.2, 0.15, 1)],
        [new("purchases", 900, 0.1, 0.08, 0.51, new("without purchases", 0.08, 0.12, 0.05, 0.09), false), new("views", 4000, 0.2, 0.15, 1, new("without views", -0.002, 0.003, -0.002, 0.003), true)])
    { At = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), Cut = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero) };
}
