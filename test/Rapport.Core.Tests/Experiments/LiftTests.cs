using Rapport.Core.Experiments;
using Rapport.Core.Recommendations;
using Rapport.Core.Tests.Shared;

namespace Rapport.Core.Tests.Experiments;

/// <summary>What an experiment may say: planted differences are covered, no difference is rarely called, and little data says nothing.</summary>
public sealed class LiftTests(ITestOutputHelper output)
{
    /// <summary>A hundred runs alone would pass or fail by luck: of a true 90 % interval one hundred in five covers fewer than 88 times.</summary>
    private static readonly int Runs = Environment.GetEnvironmentVariable("RAPPORT_PROVE") == "full" ? 4_000 : 400;

    private const int People = 5_000;

    private static readonly Experiment HoldOut = new("home", ExperimentKind.HoldOut, [Surface.Home], 0.5, Given.Now.AddDays(-28));

    [Fact]
    public void S015_a_planted_lift_of_12_per_cent_is_covered_in_88_of_100_runs()
    {
        var lifts = Enumerable.Range(1, Runs).Select(seed => OrderValue(SimulatedShop.Shoppers(People, 0.12, seed))).ToList();

        var covered = lifts.Count(lift => lift.Bounds?.Contains(0.12) == true);
        var widths = lifts.Where(lift => lift.Bounds is not null).Average(lift => lift.Bounds!.Value.High - lift.Bounds!.Value.Low);
        output.WriteLine($"+12 %: covered {covered}, called higher {lifts.Count(lift => lift.Call == Call.Higher)}, lower {lifts.Count(lift => lift.Call == Call.Lower)}, refused {lifts.Count(lift => lift.IsRefused)} of {Runs}; mean width {widths:F3}");
        Assert.True(covered >= 0.88 * Runs, $"{covered} of {Runs}");
    }

    [Fact]
    public void S015_no_difference_is_called_one_in_at_most_12_of_100_runs()
    {
        var results = Enumerable.Range(1, Runs).Select(seed => ExperimentResult.Of(HoldOut, SimulatedShop.Shoppers(People, 0, seed))).ToList();

        foreach (var measure in new[] { OutcomeMeasure.Conversion, OutcomeMeasure.OrderValue, OutcomeMeasure.RevenuePerVisitor })
        {
            var called = results.Count(result => Of(result, measure).Call is Call.Higher or Call.Lower);
            output.WriteLine($"+-0 %, {measure}: called {called} of {Runs}");
            Assert.True(called <= 0.12 * Runs, $"{measure}: {called} of {Runs}");
        }
    }

    [Fact]
    public void S015_a_small_sample_is_refused_whatever_it_seems_to_show()
    {
        var few = OrderValue(SimulatedShop.Shoppers(300, 3, 1));
        var rare = OrderValue([.. SimulatedShop.Shoppers(People, 3, 1).Select((each, n) => n % 100 == 0 ? each : each with { Orders = 0, SpentMinor = 0 })]);
        var tiny = OrderValue(SimulatedShop.Shoppers(30, 3, 1));

        Assert.Equal((Call.TooFewPeople, null, null), (few.Call, few.Value, few.Bounds));
        Assert.Equal((Call.TooFewCounted, null, null), (rare.Call, rare.Value, rare.Bounds));
        Assert.Equal((null, null), (tiny.Control, tiny.Treatment));
    }

    [Fact]
    public void Arms_that_are_not_as_large_as_planned_are_trusted_with_nothing()
    {
        var lopsided = OrderValue([.. SimulatedShop.Shoppers(People, 0.12, 1).Where((each, n) => each.Arm == Arm.Treatment || n % 5 != 0)]);

        Assert.Equal((Call.UnequalArms, null), (lopsided.Call, lopsided.Value));
    }

    [Fact]
    public void Of_a_large_difference_it_says_the_direction()
    {
        var shoppers = SimulatedShop.Shoppers(People, 0.6, 7);

        Assert.Equal(Call.Higher, OrderValue(shoppers).Call);
        Assert.Equal(Call.Lower, OrderValue([.. shoppers.Select(each => each with { Arm = each.Arm == Arm.Control ? Arm.Treatment : Arm.Control })]).Call);
    }

    [Fact]
    public void A_ratio_is_what_its_definition_says()
    {
        // Two people, three orders for 60: an order is worth 20. Residuals 10 - 20 and 50 - 40.
        var ratio = Ratio.Of([(10, 1), (50, 2)]);

        Assert.Equal(20, ratio.Value);
        Assert.Equal(((100.0 + 100) * 2) / (2 - 1) / 9, ratio.Variance, 9);
    }

    private static Lift OrderValue(IReadOnlyCollection<Participant> shoppers) => Of(ExperimentResult.Of(HoldOut, shoppers), OutcomeMeasure.OrderValue);

    private static Lift Of(ExperimentResult result, OutcomeMeasure measure) => result.Lifts.Single(lift => lift.Measure == measure);
}
