using Rapport.Core.Balance;
using Rapport.Core.Balance.Facts;
using Rapport.Core.Balance.Steps;

namespace Rapport.Core.Tests.Balance;

/// <summary>The index day by day: steps taken and what became of them, challenges by name, growth by quadrant.</summary>
public sealed class BalanceHistoryTests
{
    private static readonly DateOnly Start = new(2026, 6, 1);

    [Fact]
    public void S091_over_sixty_days_a_step_that_is_taken_moves_the_index_as_was_foretold()
    {
        // 28 days to begin with, then 60 of daily readings; the step is taken on the thirtieth.
        var replay = new FactReplay(LeanLimits.Default);
        var asked = Start.AddDays(28 + 29);
        List<LogDay> days = [.. Enumerable.Range(0, 28 + 30).Select(day => SevenShops.Blast.Day(Start.AddDays(day), day))];
        var next = NextStepFinder.Find(new LogWindow(asked, days), LeanLimits.Default, replay)!;
        var taken = new TakenStep(next.Action.Id, asked.AddDays(1), next.Personalization, next.Privacy);
        days.AddRange(Enumerable.Range(28 + 30, 30).Select(day => Taken(replay, next.Action, SevenShops.Blast.Day(Start.AddDays(day), day))));

        var points = Enumerable.Range(28, 60).Select(day => Point(days, Start.AddDays(day))).ToList();

        Assert.Equal(60, points.Count);
        Assert.All(points, point => Assert.NotNull(point.Personalization.Value));
        Assert.Equal(18, next.Personalization.Points, 1e-9);
        Assert.Equal(18, points[^1].Personalization.Value!.Value - points[29].Personalization.Value!.Value, 1e-9);
        Assert.True(points.Skip(30).Zip(points.Skip(29)).All(pair => pair.First.Personalization.Value >= pair.Second.Personalization.Value - 1e-9));
        Assert.Null(StepOutcome.Of(taken, days, LeanLimits.Default, asked.AddDays(13)));
        var outcome = StepOutcome.Of(taken, days, LeanLimits.Default, asked.AddDays(14))!;
        Assert.Equal((18.0, 0.0), (Math.Round(outcome.Personalization!.Value, 9), Math.Round(outcome.Privacy!.Value, 9)));
        Assert.InRange(outcome.Personalization.Value, taken.Personalization.Low - 1e-9, taken.Personalization.High + 1e-9);
    }

    [Fact]
    public void S092_each_low_component_is_a_named_challenge_with_an_action()
    {
        var challenges = Challenge.Of(LeanIndex.Of(SevenShops.Surveillance.Window(), LeanLimits.Default));

        Assert.Equal(["creepy-moments", "no-easy-no", "guesses-and-bought-data", "data-hoarding", "unexplained-choices", "rights-kept-waiting", "poor-fit"], challenges.OrderByDescending(challenge => challenge.Component.Id[0]).Select(challenge => challenge.Id));
        Assert.All(challenges, challenge => Assert.NotEmpty(challenge.Actions));
        Assert.Equal(15, challenges[0].Lost, 1e-9);
        var index = LeanIndex.Of(SevenShops.Silent.Window(), LeanLimits.Default);
        Assert.Equal(index.Components.Select(component => component.Id), Challenge.Names.Keys);
        Assert.All(Challenge.Names.Keys, component => Assert.Contains(BalanceAction.All, action => action.Component == component));
    }

    [Fact]
    public void S096_growth_stands_beside_the_quadrant_it_happened_in()
    {
        var balanced = new GrowthFigures(100_00, 60_00, 8, 2, 1, 1_000);
        var surveillance = new GrowthFigures(100_00, 20_00, 1, 9, 30, 1_000);
        List<BalancePoint> history =
        [
            .. Enumerable.Range(0, 10).Select(day => At(day, Quadrant.EngagementWithoutTrust, surveillance)),
            .. Enumerable.Range(10, 20).Select(day => At(day, Quadrant.Balance, balanced)),
        ];

        var periods = QuadrantPeriod.Of(history);

        // The first two days in the other quadrant are still said to be of the old one.
        Assert.Equal([(Quadrant.EngagementWithoutTrust, Start, Start.AddDays(11)), (Quadrant.Balance, Start.AddDays(12), Start.AddDays(29))], periods.Select(period => (period.Quadrant, period.First, period.Last)));
        Assert.Equal((0.6, 0.8, 0.001), (periods[1].Growth.RepeatShare, periods[1].Growth.OptInRate, periods[1].Growth.ComplaintRate));
        Assert.Equal(((10 * 0.2) + (2 * 0.6)) / 12, periods[0].Growth.RepeatShare!.Value, 1e-9);
        Assert.True(periods[1].Growth.OptInRate > periods[0].Growth.OptInRate && periods[1].Growth.ComplaintRate < periods[0].Growth.ComplaintRate);
    }

    private static BalancePoint At(int day, Quadrant quadrant, GrowthFigures growth) => new(Start.AddDays(day), new AxisPoint(70, 60, 80), new AxisPoint(70, 60, 80), quadrant, growth);

    private static LogDay Taken(FactReplay replay, BalanceAction action, LogDay day) => replay.Replay(new LogWindow(day.Date, [day], 1), action)!.Window.Days[0];

    private static BalancePoint Point(List<LogDay> days, DateOnly last)
    {
        var window = new LogWindow(last, days);
        return BalancePoint.Of(window, LeanIndex.Of(window, LeanLimits.Default));
    }
}
