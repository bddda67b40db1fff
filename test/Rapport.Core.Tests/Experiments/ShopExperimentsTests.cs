using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;
using Rapport.Core.Tests.Shared;

namespace Rapport.Core.Tests.Experiments;

/// <summary>Who stands on which side: told by a keyed hash, for those who agreed to measurement, and by nothing else.</summary>
public sealed class ShopExperimentsTests
{
    private static readonly Experiment Home = new("home", ExperimentKind.HoldOut, [Surface.Home], 0.2, Given.Now.AddDays(-20));
    private static readonly ShopExperiments Shop = new([Home], Key);

    [Fact]
    public void A_person_stays_on_one_side_and_the_sides_are_as_large_as_planned()
    {
        var again = new ShopExperiments([Home], Key);
        var people = Enumerable.Range(0, 20_000).Select(n => CustomerId.Known($"c{n}")).ToList();

        Assert.All(people.Take(1_000), person => Assert.Equal(Shop.ArmOf(Home, person), again.ArmOf(Home, person)));
        Assert.InRange(people.Count(person => Shop.ArmOf(Home, person) == Arm.Control), 3_800, 4_200);
    }

    [Fact]
    public void Another_experiment_and_another_key_draw_anew()
    {
        var other = Home with { Id = "other" };
        var rekeyed = new ShopExperiments([Home], () => new byte[32]);
        var people = Enumerable.Range(0, 20_000).Select(n => CustomerId.Known($"c{n}")).ToList();
        var control = people.Where(person => Shop.ArmOf(Home, person) == Arm.Control).ToList();

        Assert.InRange(control.Count(person => Shop.ArmOf(other, person) == Arm.Control), 0.17 * control.Count, 0.23 * control.Count);
        Assert.InRange(control.Count(person => rekeyed.ArmOf(Home, person) == Arm.Control), 0.17 * control.Count, 0.23 * control.Count);
    }

    [Fact]
    public void Only_who_agreed_to_measurement_takes_part()
    {
        Assert.Single(Shop.Of(Given.File(Given.Yes(Purposes.Measurement)), Surface.Home, PrivacySignals.None, Given.Now));
        Assert.Empty(Shop.Of(Given.File(Given.Yes(Purposes.Recommendations, Purposes.Email, Purposes.Learning)), Surface.Home, PrivacySignals.None, Given.Now));
        Assert.Empty(Shop.Of(Given.File(new ConsentLedger()), Surface.Home, PrivacySignals.None, Given.Now));
        Assert.Empty(Shop.Of(Given.File(Given.Yes(Purposes.Measurement)), Surface.Home, PrivacySignals.Gpc, Given.Now));
        Assert.Empty(Shop.Of(null, Surface.Home, PrivacySignals.None, Given.Now));
    }

    [Fact]
    public void It_holds_on_its_surfaces_while_it_runs()
    {
        var file = Given.File(Given.Yes(Purposes.Measurement));

        Assert.Empty(Shop.Of(file, Surface.Cart, PrivacySignals.None, Given.Now));
        Assert.Empty(Shop.Of(file, Surface.Home, PrivacySignals.None, Home.Start.AddSeconds(-1)));
        Assert.Empty(new ShopExperiments([Home with { End = Given.Now }], Key).Of(file, Surface.Home, PrivacySignals.None, Given.Now));
    }

    [Fact]
    public void What_began_may_be_ended_and_not_be_changed()
    {
        Assert.True((Home with { End = Given.Now }).MayFollow(Home, Given.Now));
        Assert.False((Home with { ControlShare = 0.5 }).MayFollow(Home, Given.Now));
        Assert.False((Home with { Surfaces = [Surface.Cart] }).MayFollow(Home, Given.Now));
        Assert.False(Home.MayFollow(Home with { End = Given.Now.AddDays(-1) }, Given.Now));
        Assert.True((Home with { ControlShare = 0.5 }).MayFollow(Home with { Start = Given.Now.AddDays(1) }, Given.Now));
    }

    [Theory]
    [InlineData("Home!", ExperimentKind.HoldOut, 0.2, null, "$.id")]
    [InlineData("home", ExperimentKind.None, 0.2, null, "$.kind")]
    [InlineData("home", ExperimentKind.HoldOut, 0, null, "$.controlShare")]
    [InlineData("home", ExperimentKind.HoldOut, double.NaN, null, "$.controlShare")]
    [InlineData("home", ExperimentKind.Policy, 0.2, null, "$.policy")]
    [InlineData("home", ExperimentKind.HoldOut, 0.2, "privacy-first", "$.policy")]
    [InlineData("home", ExperimentKind.Policy, 0.2, "nothing", "$.policy.preset")]
    [InlineData("home", ExperimentKind.Policy, 0.2, "privacy-first", null)]
    public void A_mistake_is_named(string id, ExperimentKind kind, double share, string? preset, string? mistake) =>
        Assert.Equal(mistake, new Experiment(id, kind, [Surface.Home], share, Given.Now, Policy: preset is null ? null : new PolicyPart(preset)).Mistake());

    [Fact]
    public void S051_S052_a_person_is_asked_on_one_day_in_ninety_and_one_question_at_random()
    {
        var calendar = new PulseCalendar(Shop);
        var asked = new List<PulseQuestion>();
        for (var person = 0; person < 300; person++)
        {
            var days = Enumerable.Range(0, 360).Where(day => calendar.Due(CustomerId.Known($"c{person}"), Given.Now.AddDays(day)) is { } question && Remember(asked, question)).ToList();
            Assert.Equal(4, days.Count);
            Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(PulseCalendar.Days, pair.Second - pair.First));
        }

        Assert.InRange(asked.Count(question => question == PulseQuestion.Understood), 520, 680);
    }

    [Fact]
    public void S051_S052_a_pulse_of_few_is_not_told()
    {
        Assert.Null(new PulseTally(PulseQuestion.Understood, 19, 19).Share);
        Assert.True(new PulseTally(PulseQuestion.Respected, 100, 60) is { Share: 0.6, Bounds: { Low: > 0.5 and < 0.53, High: > 0.66 and < 0.69 } });
    }

    private static bool Remember(List<PulseQuestion> asked, PulseQuestion question)
    {
        asked.Add(question);
        return true;
    }

    private static byte[] Key() => [.. Enumerable.Range(1, 32).Select(n => (byte)n)];
}
