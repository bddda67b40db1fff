using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed partial class GramTests
{
    [Fact]
    public void An_entry_is_the_sum_of_fixed_point_customer_weights()
    {
        var gram = Gram.Of([Shoppers.With(1, 2), Shoppers.With(1, 2, 3, 4)], new ModelSettings(Gamma: 0.5), Shoppers.Now);

        // 2^16 / sqrt(2) and 2^16 / sqrt(4), each at full weight of this month.
        Assert.Equal((46_341 + 32_768) * Decay.One, gram.ValuesOf(0)[0]);
        Assert.Equal((46_341 + 32_768) * Decay.One, gram.DiagonalOf(0));
        Assert.Equal(32_768 * Decay.One, gram.DiagonalOf(2));
        Assert.Equal(2, gram.SupportOf(0));
    }

    [Fact]
    public void A_pair_belongs_to_the_month_of_its_earlier_event()
    {
        var items = new[] { new ContributedItem(Shoppers.Item(1), Shoppers.Today), new ContributedItem(Shoppers.Item(2), Shoppers.Today - 300) };

        var gram = Gram.Of([new Contribution(items, [])], new ModelSettings(Gamma: 0, HalfLifeDays: 30), Shoppers.Now);

        Assert.Equal(65_536 * Decay.One, gram.DiagonalOf(0));
        Assert.True(gram.DiagonalOf(1) < 65_536 * Decay.One / 500);
        Assert.Equal(gram.DiagonalOf(1), gram.ValuesOf(0)[0]);
        Assert.Equal(gram.DiagonalOf(1), gram.ValuesOf(1)[0]);
    }

    [Fact]
    public void Nobody_is_forgotten_who_was_not_learned_from()
    {
        var gram = Gram.Of([Shoppers.With(1, 2)], new ModelSettings(), Shoppers.Now);

        Assert.Throws<InvalidOperationException>(() => gram.Forget(Shoppers.With(3)));
    }
}
