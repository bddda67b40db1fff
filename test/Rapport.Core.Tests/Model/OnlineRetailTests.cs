using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class OnlineRetailTests
{
    [Fact]
    public void New_items_of_a_real_shop_are_found_above_the_bar()
    {
        var train = OnlineRetail.Train();
        var model = ModelFit.Fit(train.Values, new ModelSettings(), OnlineRetail.AsOf);
        var (recall, customers) = (0.0, 0);
        foreach (var (customer, wanted) in OnlineRetail.Test())
        {
            var own = train[customer].Items.Select(each => each.Item).ToHashSet();
            var found = Scorer.Personal(model, [.. own.Select(item => new Signal(item, 1))], own.Contains, 20);
            recall += (double)found.Count(candidate => wanted.Contains(candidate.Item)) / wanted.Length;
            customers++;
        }

        Assert.True(recall / customers >= 0.098, $"Recall@20 {recall / customers:F4} over {customers} customers");
    }

    [Fact]
    public void Real_customers_forgotten_one_by_one_leave_the_model_that_never_knew_them()
    {
        var staying = OnlineRetail.Train().Values.ToList();
        var settings = new ModelSettings(Neighbours: 40);
        var learned = LearnedModel.Learn(staying, settings, OnlineRetail.AsOf);
        var random = new Random(20);

        for (var k = 0; k < 3; k++)
        {
            var leaving = staying[random.Next(staying.Count)];
            staying.Remove(leaving);
            learned.Forget(leaving);
            Assert.Equal(Shoppers.Hash(ModelFit.Fit(staying, settings, OnlineRetail.AsOf)), Shoppers.Hash(learned.ToModel()));
        }
    }
}
