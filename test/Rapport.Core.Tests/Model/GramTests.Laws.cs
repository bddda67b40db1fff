using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed partial class GramTests
{
    private static readonly ModelSettings Settings = new(HalfLifeDays: 45);

    [Fact]
    public void Order_of_arrival_is_irrelevant()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var shoppers = Shoppers.Random(40, 30, seed);
            var shuffled = shoppers.ToArray();
            new Random(seed).Shuffle(shuffled);
            var oneByOne = Gram.Of([], Settings, Shoppers.Now);
            foreach (var shopper in shuffled)
                oneByOne.Learn(shopper);

            AssertEqual(Gram.Of(shoppers, Settings, Shoppers.Now), Gram.Of(shuffled, Settings, Shoppers.Now));
            AssertEqual(Gram.Of(shoppers, Settings, Shoppers.Now), oneByOne);
        }
    }

    [Fact]
    public void Learn_then_forget_leaves_it_equal()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var shoppers = Shoppers.Random(40, 30, seed);
            var gram = Gram.Of(shoppers, Settings, Shoppers.Now);
            foreach (var guest in Shoppers.Random(10, 45, seed + 100))
            {
                gram.Learn(guest);
                gram.Forget(guest);
            }

            AssertEqual(Gram.Of(shoppers, Settings, Shoppers.Now), gram);
        }
    }

    [Fact]
    public void Any_interleaving_of_learning_and_forgetting_equals_the_rebuild()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var outside = Shoppers.Random(60, 40, seed).ToList();
            var inside = new List<Contribution>();
            var gram = Gram.Of(inside, Settings, Shoppers.Now);
            for (var step = 0; step < 120; step++)
            {
                var learns = inside.Count == 0 || (outside.Count > 0 && random.Next(3) > 0);
                var (from, to) = learns ? (outside, inside) : (inside, outside);
                if (from.Count == 0)
                    continue;
                var shopper = from[random.Next(from.Count)];
                from.Remove(shopper);
                to.Add(shopper);
                if (learns)
                    gram.Learn(shopper);
                else
                    gram.Forget(shopper);
            }

            AssertEqual(Gram.Of(inside, Settings, Shoppers.Now), gram);
            Assert.Equal(Shoppers.Hash(ModelFit.Fit(inside, Settings, Shoppers.Now)), Shoppers.Hash(ModelFit.Fit(gram)));
        }
    }

    [Fact]
    public void Parts_add_up_to_the_whole()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var shoppers = Shoppers.Random(50, 30, seed);
            var cut = new Random(seed).Next(50);

            var parts = Gram.Of(shoppers[..cut], Settings, Shoppers.Now).Plus(Gram.Of(shoppers[cut..], Settings, Shoppers.Now));

            AssertEqual(Gram.Of(shoppers, Settings, Shoppers.Now), parts);
        }
    }

    /// <summary>Equal, item for item; an item nobody has any more is as good as one never seen.</summary>
    private static void AssertEqual(Gram expected, Gram actual)
    {
        Assert.Equal(expected.Customers, actual.Customers);
        Assert.Equal(Entries(expected), Entries(actual));
    }

    private static List<string> Entries(Gram gram)
    {
        var entries = new List<string>();
        for (var item = 0; item < gram.ItemCount; item++)
        {
            if (gram.SupportOf(item) == 0 && gram.DiagonalOf(item) == 0 && gram.ColumnsOf(item).IsEmpty)
                continue;
            entries.Add($"{gram.Items[item]}: {gram.SupportOf(item)} {gram.DiagonalOf(item)}");
            for (var k = 0; k < gram.ColumnsOf(item).Length; k++)
                entries.Add($"{gram.Items[item]}, {gram.Items[gram.ColumnsOf(item)[k]]}: {gram.ValuesOf(item)[k]}");
        }

        return entries;
    }
}
