using Rapport.Core.Balance;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;
using Rapport.Core.Tests.Shared;

namespace Rapport.Core.Tests.Balance;

public sealed partial class TwoAxesTests
{
    private static readonly bool[] AllPassed = [true, true, true];

    [Fact]
    public void Below_200_lines_nothing_is_told_and_how_many_there_are_is()
    {
        var axes = TwoAxes.Of(Figures(Tiers(41, 0, 0, 0), 41, 90, 90), AllPassed);

        Assert.Null(axes.Personalization.Value);
        Assert.Null(axes.Privacy.Value);
        var p1 = Component(axes.Personalization, "p1");
        Assert.Equal((ComponentState.TooFew, 41L), (p1.State, p1.Count));
        Assert.Null(p1.Value ?? p1.Low ?? p1.High);
    }

    [Fact]
    public void The_line_that_makes_200_is_told()
    {
        Assert.Null(TwoAxes.Of(Figures(Tiers(99, 0, 0, 100), 99, 99, 99), AllPassed).Personalization.Value);
        Assert.Equal(55, TwoAxes.Of(Figures(Tiers(100, 0, 0, 100), 100, 100, 100), AllPassed).Personalization.Value!.Value, 1e-9);
    }

    [Fact]
    public void Each_tier_counts_what_it_is_worth()
    {
        var axes = TwoAxes.Of(Figures(Tiers(100, 50, 150, 100), 100, 100, 100), AllPassed);

        Assert.Equal((100 + (0.6 * 200) + (0.1 * 100)) / 4, axes.Personalization.Value!.Value, 1e-9);
        Assert.Equal(400, axes.Lines);
    }

    [Fact]
    public void The_weight_of_what_is_missing_goes_to_what_is_known()
    {
        var axes = TwoAxes.Of(Figures(Tiers(400, 0, 0, 0), 400, 1_000, 900), [true, true, false]);

        Assert.Equal((25, 20), (axes.Personalization.KnownWeight, axes.Privacy.KnownWeight));
        Assert.Equal(100.0 * ((10 * 0.9) + (10 * 2 / 3.0)) / 20, axes.Privacy.Value!.Value, 1e-9);
        Assert.All([axes.Personalization, axes.Privacy], axis => Assert.Equal(100, axis.Components.Sum(axis.WeightNow), 1e-9));
        Assert.Equal(50, axes.Privacy.WeightNow(Component(axes.Privacy, "s8")), 1e-9);
        Assert.Equal(0, axes.Privacy.WeightNow(Component(axes.Privacy, "s1")));
    }

    [Fact]
    public void Both_axes_name_all_their_components_and_weigh_100()
    {
        var axes = TwoAxes.Of(Figures(Tiers(0, 0, 0, 0), 0, 0, 0), []);

        Assert.Equal(["p1", "p2", "p3", "p4", "p5", "p6"], axes.Personalization.Components.Select(component => component.Id));
        Assert.Equal(["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"], axes.Privacy.Components.Select(component => component.Id));
        Assert.All([axes.Personalization, axes.Privacy], axis => Assert.Equal((100, false), (axis.Components.Sum(component => component.Weight), axis.IsComplete)));
    }

    [Fact]
    public void Checks_of_the_server_alone_make_no_axis()
    {
        var axes = TwoAxes.Of(Figures(Tiers(0, 0, 0, 1_000), 0, 0, 0), AllPassed);

        Assert.Equal(1, Component(axes.Privacy, "s8").Value);
        Assert.Null(axes.Privacy.Value);
        Assert.Equal(10, axes.Personalization.Value!.Value, 1e-9);
    }

    [Fact]
    public void The_interval_is_the_one_of_Wilson()
    {
        // At p = 0.5 it is 0.5 ± z / (2 √(n + z²)), z = 1.644854.
        var component = AxisComponent.OfLines("s6", 10, 0.5, 400);

        Assert.Equal((0.459017, 0.540983), (Math.Round(component.Low!.Value, 6), Math.Round(component.High!.Value, 6)));
    }

    [Fact]
    public void Only_what_the_log_took_counts()
    {
        var live = new LiveFigures(TimeProvider.System);
        var shop = new Core.Events.TenantId("demo");

        live.Decided(Answered(shop, Tier.Person, explained: 2, unexplained: 1), isLogged: true);
        live.Decided(Answered(shop, Tier.Popular, explained: 0, unexplained: 0), isLogged: true);
        live.Decided(Answered(shop, Tier.Popular, explained: 0, unexplained: 0), isLogged: false);

        var logged = live.Read(shop).Logged;
        Assert.Equal((2L, 1L, 3L, 2L), (logged.Lines, logged.PersonalLines, logged.PersonalItems, logged.ExplainedItems));
        Assert.Equal(2, live.Read(shop).Tiers[Tier.Popular]);
    }

    private static AxisComponent Component(Axis axis, string id) => Assert.Single(axis.Components, component => component.Id == id);

    private static FiguresSnapshot Figures(Dictionary<Tier, long> tiers, long personalLines, long items, long explained) => new(
        Given.Now,
        0,
        new Dictionary<DenyCode, long>(),
        new Dictionary<string, long>(),
        tiers,
        new Dictionary<TactRule, long>(),
        0,
        [],
        new LoggedFigures(tiers, personalLines, items, explained));

    private static Decision Answered(Core.Events.TenantId shop, Tier tier, int explained, int unexplained)
    {
        var evidence = new ReasonEvidence(new("apron"), "Linen apron", Core.Events.EventKind.OrderCompleted, Given.Now);
        List<Recommendation> items = [new(new("cup"), Tier.Popular, new Reason("Many buy this", [], "many", Purposes.None))];
        items.AddRange(Enumerable.Repeat(new Recommendation(new("tea"), tier, new Reason("Because", [evidence], "observed-here", Purposes.Recommendations)), explained));
        items.AddRange(Enumerable.Repeat(new Recommendation(new("tea"), tier, new Reason("Because", [], "observed-here", Purposes.Recommendations)), unexplained));
        return new Decision("d", shop, Given.Ada, Surface.Home, Given.Now, tier, items, [], [], Purposes.Recommendations, "", 1, false);
    }
}
