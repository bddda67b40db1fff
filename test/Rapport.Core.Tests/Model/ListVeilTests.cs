using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class ListVeilTests
{
    private const int Customers = 400;
    private static readonly ModelSettings Settings = new(Support: 5);
    private static readonly Contribution[] Crowd = Shoppers.Random(Customers, 60, seed: 3);

    [Fact]
    public void Lists_that_forgot_a_customer_are_the_lists_that_never_knew_her_in_whatever_order_the_others_came()
    {
        var without = Fit([.. Crowd.Skip(1)]);

        Assert.Equal(without, Fit([.. Crowd.Skip(1).Reverse()]));
        Assert.NotEqual(without, Fit(Crowd));
    }

    [Fact]
    public void One_customer_more_moves_lists_of_items_she_never_touched()
    {
        var before = ContextListsFit.Fit(Crowd, Settings, Shoppers.Now, Shoppers.Secret);
        var after = ContextListsFit.Fit([.. Crowd, Shoppers.With(58, 59)], Settings, Shoppers.Now, Shoppers.Secret);

        var moved = Enumerable.Range(0, 20).Count(item => !before.Related(Shoppers.Item(item)).ToArray().SequenceEqual(after.Related(Shoppers.Item(item)).ToArray()));

        Assert.InRange(moved, 19, 20);
    }

    [Fact]
    public void Asking_again_tells_nothing_more() => Assert.Equal(Fit(Crowd), Fit(Crowd));

    [Fact]
    public void Another_shop_draws_other_noise() =>
        Assert.NotEqual(Fit(Crowd), ListCodec.Write(ContextListsFit.Fit(Crowd, Settings, Shoppers.Now, new byte[32])));

    [Fact]
    public void Fewer_than_k_are_never_shown_and_three_times_k_always()
    {
        var (rows, baskets) = ContributionRows.Merge([ContributionRows.Of(Crowd, Settings, Shoppers.Now)], Settings, Shoppers.Now);
        var noise = new ListVeil(Shoppers.Secret, rows, baskets).Over(1, 0);

        var shown = Enumerable.Range(0, 16).Select(customers => Enumerable.Range(0, rows.Items.Length).Count(entry => noise.Shows(entry, customers))).ToArray();

        Assert.All(shown[..5], count => Assert.Equal(0, count));
        Assert.All(shown[5..15], count => Assert.InRange(count, 1, rows.Items.Length - 1));
        Assert.Equal(rows.Items.Length, shown[15]);
    }

    [Fact]
    public void The_noise_is_of_the_size_of_two_times_k_customers_and_has_no_side()
    {
        var (rows, baskets) = ContributionRows.Merge([ContributionRows.Of(Crowd, Settings, Shoppers.Now)], Settings, Shoppers.Now);
        var veil = new ListVeil(Shoppers.Secret, rows, baskets);

        var noise = Enumerable.Range(0, rows.Items.Length)
            .SelectMany(item => Enumerable.Range(0, rows.Items.Length).Select(entry => (veil.Over(1, item).On(entry, 1_000) - 1) * 1_000)).ToArray();

        Assert.InRange(noise.Average(), -1, 1);
        Assert.InRange(Math.Sqrt(noise.Average(each => each * each)), 10, 13);
    }

    [Fact]
    public void With_k_of_one_the_order_is_exact()
    {
        var popular = ContextListsFit.Fit(Crowd, Settings with { Support = 1 }, Shoppers.Now, Shoppers.Secret).Popular.ToArray();

        var byNumber = Crowd.SelectMany(each => each.Items).GroupBy(each => each.Item).OrderByDescending(item => item.Count()).ThenBy(item => item.Key).Select(item => item.Key);
        Assert.Equal(byNumber, popular);
    }

    private static byte[] Fit(Contribution[] contributions) => ListCodec.Write(ContextListsFit.Fit(contributions, Settings, Shoppers.Now, Shoppers.Secret));
}
