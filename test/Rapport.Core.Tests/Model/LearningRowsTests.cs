using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class LearningRowsTests
{
    [Fact]
    public void An_entry_of_the_Gram_is_the_sum_of_fixed_point_customer_weights()
    {
        var rows = LearningRows.Of([Shoppers.With(1, 2), Shoppers.With(1, 2, 3, 4)], new ModelSettings(Gamma: 0.5), Shoppers.Now);
        var sums = new RowAccumulator(rows.Items.Length);

        Assert.Equal([0, 1, 2, 3], sums.Sum(rows, 0).ToArray());

        // 2^16 / sqrt(2) and 2^16 / sqrt(4), each at full weight of this month.
        Assert.Equal((46_341 + 32_768) * Decay.One, sums.WeightOf(1));
        Assert.Equal((46_341 + 32_768) * Decay.One, rows.SumOf(0));
        Assert.Equal(32_768 * Decay.One, rows.SumOf(2));
        Assert.Equal((2, 2, 1), (rows.SupportOf(0), sums.CustomersOf(1), sums.CustomersOf(2)));
    }

    [Fact]
    public void A_pair_belongs_to_the_month_of_its_earlier_event()
    {
        var items = new[] { new ContributedItem(Shoppers.Item(1), Shoppers.Today), new ContributedItem(Shoppers.Item(2), Shoppers.Today - 300) };
        var rows = LearningRows.Of([new Contribution(items, [])], new ModelSettings(Gamma: 0, HalfLifeDays: 30), Shoppers.Now);

        Assert.Equal(65_536 * Decay.One, rows.SumOf(0));
        Assert.True(rows.SumOf(1) < 65_536 * Decay.One / 500);
        foreach (var item in new[] { 0, 1 })
        {
            var sums = new RowAccumulator(2);
            sums.Sum(rows, item);
            Assert.Equal(rows.SumOf(1), sums.WeightOf(1 - item));
        }
    }

    [Fact]
    public void Nobody_is_forgotten_who_was_not_learned_from()
    {
        var rows = LearningRows.Of([Shoppers.With(1, 2), Shoppers.With(3)], new ModelSettings(), Shoppers.Now);

        foreach (var stranger in new[] { Shoppers.With(4), Shoppers.With(1), Shoppers.With(1, 3) })
            Assert.Throws<InvalidOperationException>(() => rows.Changed([stranger], []));
        Assert.Throws<InvalidOperationException>(() => rows.Changed([Shoppers.With(1, 2), Shoppers.With(1, 2)], []));
    }

    [Fact]
    public void A_cleared_accumulator_sums_as_a_new_one()
    {
        var rows = LearningRows.Of(Shoppers.Random(200, 300, seed: 3), new ModelSettings(), Shoppers.Now);
        var used = new RowAccumulator(rows.Items.Length);
        for (var item = 0; item < rows.Items.Length; item++)
        {
            var fresh = new RowAccumulator(rows.Items.Length);
            var touched = fresh.Sum(rows, item);

            Assert.True(touched.SequenceEqual(used.Sum(rows, item)));
            foreach (var other in touched)
                Assert.Equal((fresh.WeightOf(other), fresh.CustomersOf(other)), (used.WeightOf(other), used.CustomersOf(other)));
            used.Clear();
        }
    }
}
