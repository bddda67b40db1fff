using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class OutputScaleTests
{
    [Fact]
    public void Of_two_targets_taken_as_often_the_one_taken_lately_is_scaled_higher()
    {
        var settings = new ModelSettings(TrendPower: 0.5);

        Assert.Equal(1, OutputScale.Of(settings, 15, 15 * Decay.One));
        Assert.Equal(0.25, OutputScale.Of(settings, 15, 0));
        Assert.True(OutputScale.Of(settings, 15, 5 * Decay.One) < OutputScale.Of(settings, 15, 6 * Decay.One));
    }

    [Fact]
    public void A_trend_scales_whole_columns_so_the_shares_of_a_score_stay_as_they_are()
    {
        var shoppers = Shoppers.Random(300, 60, seed: 4);
        var settings = new ModelSettings(Lambda: 2, Neighbours: 10, HalfLifeDays: 0);
        var (plain, trending) = (ModelFit.Fit(shoppers, settings, Shoppers.Now), ModelFit.Fit(shoppers, settings with { TrendPower = 1, TrendDays = 15 }, Shoppers.Now));

        var rows = LearningRows.Of(shoppers, settings with { TrendPower = 1, TrendDays = 15 }, Shoppers.Now);
        var factors = Enumerable.Range(0, plain.ItemCount).Select(item => (float)OutputScale.Of(trending.Settings, rows.SupportOf(item), rows.FreshOf(item))).ToArray();
        Assert.True(factors.Distinct().Count() > 10);
        for (var source = 0; source < plain.ItemCount; source++)
        {
            Assert.Equal(plain.TargetsOf(source), trending.TargetsOf(source));
            for (var k = 0; k < plain.TargetsOf(source).Length; k++)
                Assert.Equal(plain.WeightsOf(source)[k] * factors[plain.TargetsOf(source)[k]], trending.WeightsOf(source)[k]);
        }
    }
}
