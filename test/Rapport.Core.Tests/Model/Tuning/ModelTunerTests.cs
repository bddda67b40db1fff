using Rapport.Core.Model;
using Rapport.Core.Model.Tuning;

namespace Rapport.Core.Tests.Model.Tuning;

public sealed class ModelTunerTests
{
    private static readonly ModelSettings Poor = new(Gamma: 0.5, Lambda: 4_000, PenaltyPower: 0, HalfLifeDays: 60);

    [Fact]
    public void It_finds_settings_that_are_better_than_a_poor_start()
    {
        var report = Tune(Tastes(), Poor, seconds: 1_000);

        var start = report.Trials[0];
        var chosen = report.Trials.Single(trial => trial.Settings == report.Chosen);
        Assert.Equal(Poor with { Neighbours = start.Settings.Neighbours }, start.Settings);
        Assert.True(chosen.RecallAt20 + chosen.NdcgAt20 > start.RecallAt20 + start.NdcgAt20, $"{chosen} against {start}");
        Assert.False(report.IsCutShort);
    }

    [Fact]
    public void The_same_shop_gets_the_same_settings_and_trials_every_time()
    {
        var first = Tune(Tastes(), new ModelSettings(), seconds: 1_000);
        var second = Tune(Tastes(), new ModelSettings(), seconds: 1_000);

        Assert.Equal(first.Chosen, second.Chosen);
        Assert.Equal(first.Trials, second.Trials);
        Assert.Equal(first.Because, second.Because);
    }

    [Fact]
    public void It_ends_with_its_budget_and_says_so()
    {
        var spent = 0.0;
        var report = ModelTuner.Tune(Tastes(), new ModelSettings(), new TuningBudget(5, () => spent += 0.5), null, TestContext.Current.CancellationToken);

        Assert.True(report.IsCutShort);
        Assert.InRange(report.Trials.Count, 1, 10);
        Assert.Contains(report.Trials, trial => trial.Settings == report.Chosen);
    }

    [Fact]
    public void Without_time_or_customers_the_settings_stay_as_they_were()
    {
        Assert.Equal(Poor, Tune(Tastes(), Poor, seconds: 0).Chosen);
        Assert.Equal(Poor, Tune([.. Tastes().Take(9)], Poor, seconds: 1_000).Chosen);
        Assert.Equal(Poor, Tune([], Poor, seconds: 1_000).Chosen);
    }

    [Fact]
    public void Where_days_are_known_what_came_last_and_new_is_held_out()
    {
        Contribution[] shop = [.. Enumerable.Range(0, 200).Select(customer => new Contribution(
            [.. Enumerable.Range(0, 10).Select(k => new ContributedItem(Shoppers.Item((customer + k) % 60), 20_000 + (10 * k)) { IsRepeated = k == 9 && customer % 2 == 0 }).OrderBy(each => each.Item)], []))];

        var data = HoldOut.Of(shop);

        Assert.True(data.ByTime);
        Assert.True(data.AsOfDay is > 20_050 and < 20_090, $"as of {data.AsOfDay}");
        for (var customer = 0; customer < shop.Length; customer++)
        {
            var latest = shop[customer].Items.Where(each => !each.IsRepeated && each.Day > data.AsOfDay).Select(each => each.Item).Order();
            Assert.Equal(latest, data.Held[customer].Select(item => data.Items[item]).Order());
            Assert.All(data.Days[customer], day => Assert.True(day <= data.AsOfDay));
        }
    }

    [Fact]
    public void Without_days_a_tenth_is_drawn_of_customers_with_five_items_or_more()
    {
        var data = HoldOut.Of([Shoppers.With(1, 2, 3, 4), Shoppers.With(1, 2, 3, 4, 5), Shoppers.With([.. Enumerable.Range(1, 30)])]);

        Assert.False(data.ByTime);
        Assert.Equal([0, 1, 3], data.Held.Select(items => items.Length));
        Assert.Equal([4, 4, 27], data.Train.Select(items => items.Length));
    }

    [Fact]
    public void A_sample_of_targets_estimates_what_all_of_them_say()
    {
        var data = HoldOut.Of(Tastes());
        var settings = new ModelSettings(Neighbours: 40);

        var all = Sum(data, TargetSample.Of(data.Support, int.MaxValue), settings);
        var some = Sum(data, TargetSample.Of(data.Support, data.Items.Length / 2), settings);

        Assert.InRange(some / all, 0.8, 1.25);
    }

    [Fact]
    public void Where_an_item_is_taken_for_a_month_and_no_longer_what_is_taken_lately_goes_ahead()
    {
        var report = Tune(Seasons(), new ModelSettings(), seconds: 1_000);

        Assert.True(report.ByTime);
        Assert.True(report.Chosen.TrendPower > 0, report.Because);
        Assert.Contains("a trend of", report.Because, StringComparison.Ordinal);
    }

    private static double Sum(HoldOut data, TargetSample sample, ModelSettings settings)
    {
        var gram = new TrialGram(data, sample);
        gram.Weigh(settings.Gamma, settings.HalfLifeDays);
        return new TrialScore(data, sample).Of(TrialColumns.Solve(gram, settings), [.. sample.Targets.Select(_ => 1.0)]).Recall[0];
    }

    private static TuningReport Tune(IReadOnlyCollection<Contribution> shop, ModelSettings start, double seconds) =>
        ModelTuner.Tune(shop, start, new TuningBudget(seconds, () => 0), null, TestContext.Current.CancellationToken);

    /// <summary>Customers of ten tastes who come every month of a year; each month has items of its own, and some stay.</summary>
    private static Contribution[] Seasons()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 500).Select(customer =>
        {
            var items = Enumerable.Range(0, 12).SelectMany(month => Enumerable.Range(0, 2).Select(_ =>
                new ContributedItem(Shoppers.Item((customer % 10 * 200) + (random.Next(4) == 0 ? random.Next(20) : 20 + (10 * month) + random.Next(15))), 20_000 + (30 * month) + random.Next(30))));
            return new Contribution([.. items.DistinctBy(each => each.Item).OrderBy(each => each.Item)], []);
        })];
    }

    /// <summary>Customers who mostly keep to one of twelve tastes of twenty items, some of them loved by all.</summary>
    private static Contribution[] Tastes()
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, 600).Select(_ =>
        {
            var taste = random.Next(12);
            return Shoppers.With([.. Enumerable.Range(0, random.Next(6, 14)).Select(_ => random.Next(10) switch
            {
                < 7 => (taste * 20) + random.Next(20),
                < 9 => 240 + random.Next(10),
                _ => random.Next(250),
            }).Distinct()]);
        })];
    }
}
