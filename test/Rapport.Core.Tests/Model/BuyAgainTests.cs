using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class BuyAgainTests
{
    private static readonly ItemItemModel Model = ModelFit.Fit(Shoppers.Random(300, 60, seed: 8), new ModelSettings(Lambda: 3), Shoppers.Now);
    private static readonly Purchase[] Purchases = [Bought(9, times: 6, daysAgo: 20), Bought(2, times: 1, daysAgo: 20), Bought(30, times: 6, daysAgo: 700)];
    private static readonly Signal[] Signals = [.. Purchases.Select(each => new Signal(each.Item, 1))];

    [Fact]
    public void What_is_bought_often_and_lately_comes_first()
    {
        var repeats = BuyAgain.Repeats(Model, Purchases, Signals, Shoppers.Now, _ => false, 10);

        Assert.Equal(Shoppers.Item(9), repeats[0].Item);
        Assert.Equal(Purchases.Select(each => each.Item).Order(), repeats.Select(each => each.Item).Order());
    }

    [Fact]
    public void Only_what_its_own_purchases_carry_is_called_a_habit()
    {
        foreach (var each in BuyAgain.Blend(Model, Purchases, Signals, Shoppers.Now, _ => false, 30))
            Assert.Equal(each.Habit > 0 && each.Habit >= each.Taste.Sum(share => share.Score), each.IsHabit);

        Assert.True(BuyAgain.Repeats(Model, Purchases, Signals, Shoppers.Now, _ => false, 1)[0].IsHabit);
    }

    [Fact]
    public void The_blend_holds_what_is_new_in_the_order_of_taste()
    {
        var bought = Purchases.Select(each => each.Item).ToHashSet();

        var fresh = BuyAgain.Blend(Model, Purchases, Signals, Shoppers.Now, _ => false, 30).Where(each => each.Habit == 0).Select(each => each.Item).ToArray();

        Assert.NotEmpty(fresh);
        Assert.Equal(Scorer.Personal(Model, Signals, bought.Contains, fresh.Length).Select(each => each.Item), fresh);
    }

    [Fact]
    public void Excluded_items_are_in_neither_list()
    {
        Assert.DoesNotContain(BuyAgain.Repeats(Model, Purchases, Signals, Shoppers.Now, Shoppers.Item(9).Equals, 10), each => each.Item == Shoppers.Item(9));
        Assert.DoesNotContain(BuyAgain.Blend(Model, Purchases, Signals, Shoppers.Now, Shoppers.Item(9).Equals, 10), each => each.Item == Shoppers.Item(9));
    }

    [Fact]
    public void A_person_the_model_knows_nothing_about_is_ranked_by_habit_alone()
    {
        var repeats = BuyAgain.Repeats(ItemItemModel.Empty, Purchases, Signals, Shoppers.Now, _ => false, 10);

        Assert.Equal([Shoppers.Item(9), Shoppers.Item(2), Shoppers.Item(30)], repeats.Select(each => each.Item));
        Assert.All(repeats, each => Assert.Empty(each.Taste));
    }

    private static Purchase Bought(int item, int times, int daysAgo) => new(Shoppers.Item(item), times, Shoppers.Now.AddDays(-daysAgo));
}
