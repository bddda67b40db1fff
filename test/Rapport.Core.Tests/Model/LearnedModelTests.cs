using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed partial class LearnedModelTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(0.375, 4)]
    [InlineData(0.375, 200)]
    public void Each_forgetting_leaves_the_bytes_of_a_model_fitted_without(double selectionPower, int neighbours)
    {
        var settings = new ModelSettings(Gamma: 0.5, Lambda: 2, PenaltyPower: 0.375, SelectionPower: selectionPower, Neighbours: neighbours, HalfLifeDays: 60);
        for (var seed = 0; seed < 10; seed++)
        {
            var shoppers = Shoppers.Random(40, 40, seed).ToList();
            var learned = LearnedModel.Learn(shoppers, settings, Shoppers.Now);
            while (shoppers.Count > 0)
            {
                var leaving = shoppers[new Random(seed).Next(shoppers.Count)];
                shoppers.Remove(leaving);
                learned.Forget(leaving);

                Assert.Equal(Shoppers.Hash(ModelFit.Fit(shoppers, settings, Shoppers.Now)), Shoppers.Hash(learned.ToModel()));
            }
        }
    }

    [Fact]
    public void Columns_that_a_customer_never_touched_are_left_alone()
    {
        Contribution[] shoppers = [.. Enumerable.Range(0, 10).Select(block => Shoppers.With([.. Enumerable.Range(block * 10, 5)]))];

        Assert.Equal(5, LearnedModel.Learn(shoppers, new ModelSettings(), Shoppers.Now).Forget(shoppers[3]));
    }
}
