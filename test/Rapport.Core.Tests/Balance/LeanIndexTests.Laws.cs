using Rapport.Core.Balance;
using Rapport.Core.Balance.Facts;
using Rapport.Core.Balance.Steps;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rows = Rapport.Core.Tests.Balance.MadeUpShop.Rows;

namespace Rapport.Core.Tests.Balance;

/// <summary>What holds of the index whatever the log says.</summary>
public sealed partial class LeanIndexTests
{
    public static TheoryData<string> AllSeven => [nameof(SevenShops.Surveillance), nameof(SevenShops.Blast), nameof(SevenShops.Silent), nameof(SevenShops.Balanced), nameof(SevenShops.Amazon), nameof(SevenShops.Netflix), nameof(SevenShops.Apple)];

    [Fact]
    public void A_better_component_never_lowers_its_axis_and_never_touches_the_other()
    {
        var random = new Random(3);
        for (var round = 0; round < 12; round++)
        {
            var shop = Drawn(random);
            var before = Index(shop.Window());
            foreach (var (component, better) in Improvements(shop))
            {
                var after = Index(better.Window());
                var (same, other) = component[0] == 'p' ? (AxisKind.Personalization, AxisKind.Privacy) : (AxisKind.Privacy, AxisKind.Personalization);
                Assert.True(after[component].Value >= before[component].Value - 1e-12, $"{component} is no better");
                Assert.True(ValueOf(after, same) >= ValueOf(before, same) - 1e-9, $"{component} lowers its axis");
                Assert.Equal(ValueOf(before, other), ValueOf(after, other), 1e-9);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AllSeven))]
    public void Nobodys_number_and_no_date_changes_anything(string name)
    {
        var shop = Shop(name);
        var window = shop.Window();
        var (before, measures) = (Index(window), Measures.Of(window, LeanLimits.Default));

        LogWindow[] alike =
        [
            shop.Window(shift: 117),
            shop.Window(MadeUpShop.Last.AddDays(-1234)),
            new(MadeUpShop.Last, window.Days.Reverse().Select(day => day with { Decisions = [.. day.Decisions.Reverse()], Exposures = [.. day.Exposures.Reverse()], Messages = [.. day.Messages.Reverse()] })),
        ];

        foreach (var other in alike)
        {
            var (after, again) = (Index(other), Measures.Of(other, LeanLimits.Default));
            Assert.Equal(Numbers(before), Numbers(after));
            Assert.Equal(measures.All.Select(measure => (measure.Id, Round(measure.Value), Round(measure.Low), Round(measure.High), measure.IsAlarm)), again.All.Select(measure => (measure.Id, Round(measure.Value), Round(measure.Low), Round(measure.High), measure.IsAlarm)));
        }
    }

    [Fact]
    public void One_unlawful_use_among_thousands_caps_privacy_at_40()
    {
        var window = SevenShops.Netflix.Window();
        Assert.True(Index(window).Privacy.Value > 95);

        var first = window.Days[0];
        var touched = window.With(day => day == first ? day with { Decisions = [day.Decisions[0] with { IsLawful = false }, .. day.Decisions.Skip(1)] } : day);

        var index = Index(touched);
        Assert.Equal((40.0, 40.0), (index.Privacy.Value, index.Privacy.High));
        Assert.Equal(HardFault.UnlawfulUse, Next(touched)!.Fault);
    }

    [Fact]
    public void Faults_come_first_and_in_their_order()
    {
        var window = SevenShops.Balanced.Window();
        var first = window.Days[0];
        LogWindow With(Func<LogDay, LogDay> change, LogWindow? from = null) => (from ?? window).With(day => day.Date == first.Date ? change(day) : day);
        var security = window.With(day => day with { Checks = [.. day.Checks.Select(check => check.Id == "c3" ? check with { IsPassed = false } : check)] });
        var overdue = With(day => day with { Requests = [new RequestFact(window.End.AddHours(-30), null)] }, security);
        var carried = With(day => day with { Exposures = [day.Exposures[0] with { IsCarried = true }, .. day.Exposures.Skip(1)] }, overdue);
        var sensitive = With(day => day with { Exposures = [.. day.Exposures.SkipLast(1), day.Exposures[^1] with { Class = new Core.Catalogue.TopicClass("S1") }] }, carried);
        var unlawful = With(day => day with { Decisions = [day.Decisions[0] with { IsLawful = false }, .. day.Decisions.Skip(1)] }, sensitive);

        Assert.Equal(
            [HardFault.None, HardFault.FailedSecurity, HardFault.OverdueRight, HardFault.CarriedAcross, HardFault.SensitiveShown, HardFault.UnlawfulUse],
            new[] { window, security, overdue, carried, sensitive, unlawful }.Select(each => Next(each)!.Fault));
        Assert.Equal("c3", Next(security)!.Detail);
    }

    [Fact]
    public void What_harms_the_other_side_is_no_step_and_of_equals_the_one_that_touches_fewer_wins()
    {
        var window = SevenShops.Balanced.Window();
        var harmful = new Stub(action => action.Id == "personal-rows" ? SevenShops.Balanced with { RowsADay = SevenShops.Apple.RowsADay, StaleOfThousand = 900, Reached = 290, LiftLow = 0.1 } : null);
        Assert.Null(NextStepFinder.Find(window, LeanLimits.Default, harmful));

        var better = SevenShops.Balanced with { LiftLow = 0.06 };
        var equal = new Stub(action => action.Component[0] == 'p' && action.Effort == 1 ? better : null, action => action.Id == "hold-out" ? 3 : 80);
        Assert.Equal("hold-out", NextStepFinder.Find(window, LeanLimits.Default, equal)!.Action.Id);
    }

    [Theory]
    [InlineData("BBTTB", "BBBBB")]
    [InlineData("BBTTTBB", "BBBBTTT")]
    [InlineData("BTTNTTT", "BBBBBBT")]
    [InlineData("BTT-TTT", "BBBBBBT")]
    [InlineData("-BTB", "-BBB")]
    public void The_quadrant_changes_after_three_days_in_a_row(string days, string said)
    {
        Assert.Equal(said, string.Concat(SettledQuadrant.Of(days.Select(Of)).Select(quadrant => "-BETN"[(int)quadrant])));
    }

    private static Quadrant Of(char letter) => (Quadrant)"-BETN".IndexOf(letter, StringComparison.Ordinal);

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 9) : null;

    private static IEnumerable<(string, double?, double?, double?)> Numbers(LeanIndex index) =>
        index.Components.Select(component => (component.Id, Round(component.Value), Round(component.Low), Round(component.High))).Append(("P", Round(index.Personalization.Value), Round(index.Personalization.Low), null)).Append(("S", Round(index.Privacy.Value), Round(index.Privacy.Low), null));

    private static MadeUpShop Shop(string name) => (MadeUpShop)typeof(SevenShops).GetProperty(name)!.GetValue(null)!;

    private static LeanIndex Index(LogWindow window) => LeanIndex.Of(window, LeanLimits.Default);

    private static NextStep? Next(LogWindow window) => NextStepFinder.Find(window, LeanLimits.Default, new FactReplay(LeanLimits.Default));

    private static double ValueOf(LeanIndex index, AxisKind axis) => (axis == AxisKind.Personalization ? index.Personalization : index.Privacy).Value!.Value;

    private static MadeUpShop Drawn(Random random)
    {
        var items = random.Next(2, 9);
        return new MadeUpShop
        {
            RowsADay =
            [
                new(random.Next(8, 20), Tier.Person) { IsNamed = true, SaidYes = true, Items = items, Unexplained = random.Next(1, items), Signals = [Rows.Of(Provenance.ObservedHere, random.Next(1, 9)), Rows.Of(Provenance.Inferred, random.Next(1, 9))] },
                new(random.Next(8, 20), Tier.Popular) { IsLawful = random.Next(3) > 0 },
            ],
            Reached = random.Next(20, 290),
            MessagesADay = (20, random.Next(1, 20), random.Next(1, 20)),
            Fit = (0.2 + (random.NextDouble() * 0.1), 0.2),
            LiftLow = random.NextDouble() * 0.09,
            ExposuresADay = (200, 0, random.Next(1, 2), 0),
            Fields = (random.Next(1, 19), 20),
            StaleOfThousand = random.Next(1, 1000),
            Control = (false, random.Next(2) > 0, false, 100),
            SecurityPassed = random.Next(0, 6),
            Requests = (random.Next(0, 9), 10),
        };
    }

    private static IEnumerable<(string Component, MadeUpShop Better)> Improvements(MadeUpShop shop)
    {
        var (personal, popular) = (shop.RowsADay[0], shop.RowsADay[1]);
        yield return ("p1", shop with { RowsADay = [personal, popular with { Tier = Tier.Session }] });
        yield return ("p2", shop with { Fit = (shop.Fit.Served + 0.01, 0.2) });
        yield return ("p3", shop with { MessagesADay = shop.MessagesADay with { BelowFloor = shop.MessagesADay.BelowFloor - 1 } });
        yield return ("p4", shop with { MessagesADay = shop.MessagesADay with { Blast = shop.MessagesADay.Blast - 1 } });
        yield return ("p5", shop with { Reached = shop.Reached + 1 });
        yield return ("p6", shop with { LiftLow = shop.LiftLow + 0.01 });
        yield return ("s1", shop with { RowsADay = [personal, popular with { IsLawful = true }] });
        yield return ("s2", shop with { RowsADay = [personal with { Signals = [personal.Signals[0], personal.Signals[1] with { Weight = personal.Signals[1].Weight / 2 }] }, popular] });
        yield return ("s3", shop with { Fields = (shop.Fields.Read + 1, 20) });
        yield return ("s4", shop with { StaleOfThousand = shop.StaleOfThousand - 1 });
        yield return ("s5", shop with { Control = shop.Control with { Refusal = true } });
        yield return ("s6", shop with { RowsADay = [personal with { Unexplained = personal.Unexplained - 1 }, popular] });
        yield return ("s7", shop with { ExposuresADay = (200, 0, 0, 0) });
        yield return ("s8", shop with { SecurityPassed = shop.SecurityPassed + 1 });
        yield return ("s9", shop with { Requests = (shop.Requests.InTime + 1, 10) });
    }

    private enum AxisKind
    {
        Personalization,
        Privacy,
    }

    /// <summary>A replay that knows its answers.</summary>
    private sealed class Stub(Func<BalanceAction, MadeUpShop?> after, Func<BalanceAction, int>? people = null) : IReplay
    {
        public Replayed? Replay(LogWindow window, BalanceAction action) => after(action) is { } shop ? new Replayed(shop.Window(), people?.Invoke(action) ?? 1) : null;
    }
}
