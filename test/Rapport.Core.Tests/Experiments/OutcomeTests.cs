using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tests.Shared;

namespace Rapport.Core.Tests.Experiments;

/// <summary>What is counted of people: planted visits, orders and answers come back as they were planted.</summary>
public sealed class OutcomeTests
{
    private static readonly Experiment Home = new("home", ExperimentKind.HoldOut, [Surface.Home], 0.5, Given.Now.AddDays(-20));

    [Fact]
    public void S010_friction_is_the_steps_searches_and_seconds_of_simulated_shoppers()
    {
        // With suggestions a shopper takes two steps and 40 seconds; without, five steps, two of them searches, and 100.
        Participant[] shoppers = [.. Enumerable.Range(0, 800).Select(n => Shopper(n % 2 == 0 ? Arm.Treatment : Arm.Control, n))];

        var result = ExperimentResult.Of(Home, shoppers);

        AssertArms(result, OutcomeMeasure.StepsToCart, control: 5, treatment: 2);
        AssertArms(result, OutcomeMeasure.SecondsToCart, control: 100, treatment: 40);
        Assert.Equal(2, Of(result, OutcomeMeasure.SearchesToCart).Control);
        Assert.Equal(Call.TooFewCounted, Of(result, OutcomeMeasure.SearchesToCart).Call);
    }

    [Fact]
    public void S011_planted_times_to_find_are_the_medians_of_their_cohorts()
    {
        Participant[] shoppers = [.. Enumerable.Range(0, 801).Select(n => new Participant(n % 2 == 0 ? Arm.Treatment : Arm.Control, 1, 0, false, 0, 0, Visit.In(Finding(n % 2 == 0 ? 30 + (n % 7) : 90 + (n % 11)))))];

        var result = ExperimentResult.Of(Home, shoppers);

        Assert.Equal((401, 33), (result.TreatmentFind.People, result.TreatmentFind.Median));
        Assert.Equal((400, 95), (result.ControlFind.People, result.ControlFind.Median));
        Assert.True(result.ControlFind.Bounds!.Value.Contains(95));
        Assert.Equal(Call.Lower, Of(result, OutcomeMeasure.TimeToFind).Call);
    }

    [Fact]
    public void A_visit_ends_after_half_an_hour_and_finding_is_looking_at_what_was_chosen()
    {
        var visits = Visit.In([.. Finding(20), At(EventKind.ProductViewed, "cup", 4_000), At(EventKind.ProductsSearched, null, 4_060)]);

        Assert.Equal(2, visits.Count);
        Assert.Equal((20, 25, 2, 1), (visits[0].SecondsToFind, visits[0].SecondsToCart, visits[0].Steps, visits[0].Searches));
        Assert.Equal((null, null), (visits[1].SecondsToFind, visits[1].SecondsToCart));
    }

    [Fact]
    public void Nothing_counts_that_was_bought_before_the_experiment_was_met()
    {
        var file = Given.File(Given.Yes(Purposes.Measurement), Bought("apron", 10, "o1"), Bought("teapot", 3, "o2"), Bought("cup", 3, "o2"));

        var met = Participant.Of(Home, Arm.Control, file, [Answer(5, "home", "teapot"), Answer(30, "home")], Given.Assortment, Given.Now);
        var never = Participant.Of(Home, Arm.Control, file, [Answer(5, "cart", "teapot"), Answer(30, "home")], Given.Assortment, Given.Now);

        Assert.Equal((1, 2_500L, 1), (met!.Orders, met.SpentMinor, met.Answers));
        Assert.Null(never);
    }

    [Fact]
    public void What_was_given_back_was_not_spent_and_who_did_not_agree_is_not_read()
    {
        HistoryLine[] lines = [Bought("teapot", 3, "o2"), Bought("teapot", 1, "o2") with { Kind = EventKind.OrderRefunded }];
        DecisionSummary[] answers = [Answer(5, "home", "teapot")];

        Assert.Equal(0, Participant.Of(Home, Arm.Control, Given.File(Given.Yes(Purposes.Measurement), lines), answers, Given.Assortment, Given.Now)!.SpentMinor);
        Assert.Null(Participant.Of(Home, Arm.Control, Given.File(Given.Yes(Purposes.Recommendations), lines), answers, Given.Assortment, Given.Now));
    }

    [Fact]
    public void S058_clicks_count_after_the_item_was_shown_and_taking_the_yes_back_is_an_opt_out()
    {
        var ledger = new ConsentLedger(
        [
            Given.Choice(Purposes.Measurement, ConsentChoice.Granted, Given.Now.AddDays(-50)),
            Given.Choice(Purposes.Recommendations, ConsentChoice.Granted, Given.Now.AddDays(-50)),
            Given.Choice(Purposes.Recommendations, ConsentChoice.Withdrawn, Given.Now.AddDays(-2)),
        ]);
        var clicked = Given.Line(EventKind.ProductClicked, "teapot", 4.99, Purposes.Measurement);
        var notShown = Given.Line(EventKind.ProductClicked, "cup", 4.99, Purposes.Measurement);
        var late = Given.Line(EventKind.ProductClicked, "teapot", 4, Purposes.Measurement);

        var left = Participant.Of(Home, Arm.Control, Given.File(ledger, clicked, notShown, late), [Answer(5, "home", "teapot")], Given.Assortment, Given.Now)!;
        var stayed = Participant.Of(Home, Arm.Control, Given.File(Given.Yes(Purposes.Measurement, Purposes.Recommendations), clicked), [Answer(5, "home", "teapot")], Given.Assortment, Given.Now)!;

        Assert.Equal((1, true), (left.Clicks, left.HasOptedOut));
        Assert.False(stayed.HasOptedOut);
    }

    [Fact]
    public void S053_seeded_orders_come_back_as_the_rate_from_one_purchase_to_the_second()
    {
        // Of 200 first orders in personal mode 90 are followed within 60 days, of 100 in contextual mode 20; ten are too young to tell.
        List<Buyer> orders =
        [
            .. Buyers("personal", 90, 100, 130), .. Buyers("personal", 110, 100), .. Buyers("contextual", 20, 100, 159), .. Buyers("contextual", 70, 100), .. Buyers("contextual", 10, 100, 161), .. Buyers("personal", 10, 170, 175),
        ];

        var rates = RepeatConversion.Of(orders, TimeSpan.FromDays(60), Given.Now);

        Assert.Equal([("contextual", 100, 0.2), ("personal", 200, 0.45)], rates.Select(rate => (rate.Mode, rate.Buyers, rate.Share!.Value)));
        Assert.True(rates[1].Bounds!.Value is { Low: > 0.39 and < 0.4, High: > 0.5 and < 0.52 });
        Assert.Null(Assert.Single(RepeatConversion.Of(orders.Take(19), TimeSpan.FromDays(60), Given.Now)).Share);
    }

    [Fact]
    public void S063_the_welcome_rate_is_what_was_neither_hidden_nor_asked_about()
    {
        var welcome = Enumerable.Range(0, 50).Select(n => new Welcome(1, 10, n < 5 ? 2 : 0, n == 7 ? 1 : 0)).Aggregate((all, each) => all.With(each));

        Assert.Equal((50, 500, 10, 1, 489, 0.978), (welcome.People, welcome.Shown, welcome.Hidden, welcome.Asked, welcome.Kept, welcome.Rate));
        Assert.Null(new Welcome(19, 190, 0, 0).Rate);
    }

    [Fact]
    public void S098_a_pulse_and_later_purchases_go_together_as_an_association()
    {
        var random = new Random(5);
        (double, double)[] together = [.. Enumerable.Range(0, 24).Select(week => (0.4 + (0.02 * week), 0.2 + (0.01 * week) + (0.02 * random.NextDouble())))];
        (double, double)[] apart = [.. Enumerable.Range(0, 24).Select(_ => (random.NextDouble(), random.NextDouble()))];

        Assert.True(Association.Of(together) is { Correlation: > 0.95, Bounds: { Low: > 0.9 } });
        Assert.True(Association.Of(apart).Bounds!.Value.Contains(0));
        Assert.Null(Association.Of(together[..7]).Correlation);
        Assert.Contains("not cause", Association.Kind, StringComparison.Ordinal);
    }

    private static Participant Shopper(Arm arm, int n)
    {
        var isTreated = arm == Arm.Treatment;
        HistoryLine[] lines = isTreated
            ? [At(EventKind.CategoryViewed, null, 0), At(EventKind.ProductViewed, "teapot", 30 + (n % 3)), At(EventKind.AddedToCart, "teapot", 40)]
            : [At(EventKind.CategoryViewed, null, 0), At(EventKind.ProductsSearched, null, 20), At(EventKind.ProductViewed, "cup", 40), At(EventKind.ProductsSearched, null, 60), At(EventKind.ProductViewed, "teapot", 90), At(EventKind.AddedToCart, "teapot", 100)];
        return new Participant(arm, 1, 0, false, 0, 0, Visit.In(lines));
    }

    private static void AssertArms(ExperimentResult result, OutcomeMeasure measure, double control, double treatment)
    {
        var lift = Of(result, measure);
        Assert.Equal((Call.Lower, control, treatment), (lift.Call, lift.Control, lift.Treatment));
        Assert.Equal((treatment / control) - 1, lift.Value!.Value, 9);
        Assert.True(lift.Bounds!.Value.Contains(lift.Value.Value) || lift.Bounds.Value.High - lift.Bounds.Value.Low < 1e-9);
    }

    private static Lift Of(ExperimentResult result, OutcomeMeasure measure) => result.Lifts.Single(lift => lift.Measure == measure);

    private static HistoryLine[] Finding(double seconds) =>
        [At(EventKind.ProductsSearched, null, 0), At(EventKind.ProductViewed, "teapot", seconds), At(EventKind.AddedToCart, "teapot", seconds + 5)];

    private static HistoryLine At(EventKind kind, string? item, double seconds) =>
        new((ulong)seconds, kind, item is null ? null : new ItemId(item), Given.Now.AddDays(-3).AddSeconds(seconds), Purposes.Measurement, Provenance.ObservedHere);

    private static HistoryLine Bought(string item, double daysAgo, string order) => Given.Line(EventKind.OrderCompleted, item, daysAgo, Purposes.Measurement) with { PriceMinor = 1_250, OrderId = order };

    private static DecisionSummary Answer(double daysAgo, string surface, params string[] items) => new("d", Given.Now.AddDays(-daysAgo), surface, "popular", items, [], ["measurement"]);

    private static IEnumerable<Buyer> Buyers(string mode, int count, params int[] days) =>
        Enumerable.Range(0, count).Select(_ => new Buyer(mode, [.. days.Select(day => Given.Now.AddDays(day - 200))]));
}
