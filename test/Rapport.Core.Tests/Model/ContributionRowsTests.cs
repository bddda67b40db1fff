using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class ContributionRowsTests
{
    private static readonly ModelSettings Settings = new(Neighbours: 20, Support: 3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Customers_read_in_whatever_ranges_and_order_give_the_same_bytes(int ranges)
    {
        var shoppers = Shoppers.Random(120, 40, seed: 4).Select((each, k) => each with { Baskets = [[.. each.Items.Select(entry => entry.Item).Take(1 + (k % 4))]] }).ToArray();
        var shuffled = shoppers.ToArray();
        new Random(ranges).Shuffle(shuffled);

        var folds = shuffled.Chunk((shuffled.Length / ranges) + 1).Select(some => ContributionRows.Of(some, Settings, Shoppers.Now)).ToArray();
        var (rows, baskets) = ContributionRows.Merge(folds, Settings, Shoppers.Now);

        Assert.Equal(ModelCodec.Write(ModelFit.Fit(shoppers, Settings, Shoppers.Now)), ModelCodec.Write(ModelFit.Fit(rows)));
        Assert.Equal(ListCodec.Write(ContextListsFit.Fit(shoppers, Settings, Shoppers.Now, Shoppers.Secret)), ListCodec.Write(ContextListsFit.Fit(rows, baskets, Shoppers.Secret)));
    }

    [Fact]
    public void Nobody_gives_an_empty_model()
    {
        var (rows, baskets) = ContributionRows.Merge([new ContributionRows(Settings, Shoppers.Now, withBaskets: true)], Settings, Shoppers.Now);

        Assert.Equal(0, ModelFit.Fit(rows).ItemCount);
        Assert.True(ContextListsFit.Fit(rows, baskets, Shoppers.Secret).Popular.IsEmpty);
    }

    [Fact]
    public void What_was_kept_of_customers_joins_and_is_found_again()
    {
        var (left, right, yes) = (new KeptContributions(), new KeptContributions(), Shoppers.Now.AddDays(3));
        left.Keep(CustomerId.Known("ann"), Shoppers.With(1, 2), null);
        right.Keep(CustomerId.Known("bob"), Shoppers.With(2, 3, 4), yes);
        right.Keep(CustomerId.Known("cleo"), null, yes.AddDays(1));

        left.Join(right);
        left.Keep(CustomerId.Known("ann"), Shoppers.With(9), null);

        Assert.Equal(Shoppers.With(9).Items, left.Find(CustomerId.Known("ann"))!.Items);
        Assert.Equal(Shoppers.With(2, 3, 4).Items, left.Find(CustomerId.Known("bob"))!.Items);
        Assert.Null(left.Find(CustomerId.Known("cleo")));
        Assert.Equal(4, left.Events);
        Assert.Equal([CustomerId.Known("bob")], left.Due(yes));
    }
}
