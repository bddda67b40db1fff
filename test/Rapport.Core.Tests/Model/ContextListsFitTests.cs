using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class ContextListsFitTests
{
    private static readonly ModelSettings Settings = new(Support: 5);

    [Fact]
    public void S008_a_pair_with_fewer_than_k_customers_is_not_listed()
    {
        var lists = ContextListsFit.Fit([.. Enumerable.Range(0, 4).Select(_ => Shoppers.WithBasket(1, 2)), .. Many(1), .. Many(2)], Settings, Shoppers.Now, Shoppers.Secret);

        Assert.True(lists.Related(Shoppers.Item(1)).IsEmpty);
        Assert.True(lists.Together(Shoppers.Item(1)).IsEmpty);
    }

    [Fact]
    public void S008_a_pair_with_three_times_k_customers_is_listed_both_ways()
    {
        var lists = ContextListsFit.Fit([.. Enumerable.Range(0, 15).Select(_ => Shoppers.WithBasket(1, 2))], Settings, Shoppers.Now, Shoppers.Secret);

        Assert.Equal([Shoppers.Item(2)], lists.Related(Shoppers.Item(1)).ToArray());
        Assert.Equal([Shoppers.Item(1)], lists.Together(Shoppers.Item(2)).ToArray());
    }

    [Fact]
    public void One_customer_with_many_orders_is_one_customer()
    {
        var regular = Shoppers.With(1, 2) with { Baskets = [.. Enumerable.Range(0, 9).Select(_ => new[] { Shoppers.Item(1), Shoppers.Item(2) })] };

        var lists = ContextListsFit.Fit([regular, .. Many(1), .. Many(2)], Settings, Shoppers.Now, Shoppers.Secret);

        Assert.True(lists.Together(Shoppers.Item(1)).IsEmpty);
    }

    [Fact]
    public void Popular_items_have_k_customers_and_come_by_their_number_as_near_as_the_noise_lets_them()
    {
        var lists = ContextListsFit.Fit([.. Many(3, 30), .. Many(1, 100), .. Many(2, 4)], Settings, Shoppers.Now, Shoppers.Secret);

        Assert.Equal([Shoppers.Item(1), Shoppers.Item(3)], lists.Popular.ToArray());
    }

    [Fact]
    public void Lists_end_at_their_length()
    {
        var everything = Enumerable.Range(0, 700).ToArray();

        var lists = ContextListsFit.Fit([.. Enumerable.Range(0, 15).Select(_ => Shoppers.With(everything) with { Baskets = [[.. everything[..60].Select(Shoppers.Item)]] })], Settings, Shoppers.Now, Shoppers.Secret);

        Assert.Equal((50, 20, 500), (lists.Related(Shoppers.Item(1)).Length, lists.Together(Shoppers.Item(1)).Length, lists.Popular.Length));
    }

    private static IEnumerable<Contribution> Many(int item, int customers = 5) => Enumerable.Repeat(Shoppers.With(item), customers);
}
