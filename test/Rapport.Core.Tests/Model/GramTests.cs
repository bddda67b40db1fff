using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class GramTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 40)]
    [InlineData(1, 700)]
    [InlineData(1, 1)]
    public void It_holds_the_rounded_sum_of_every_pair_with_support(int pairSupport, int itemCount)
    {
        var settings = new ModelSettings(Lambda: 2, PairSupport: pairSupport);
        var rows = LearningRows.Of(Shoppers.Random(300, itemCount, seed: itemCount), settings, Shoppers.Now);
        var rounding = new Rounding(settings);
        var gram = Filled(rows);
        for (var row = 0; row < gram.ItemCount; row++)
        {
            var sums = new RowAccumulator(gram.ItemCount);
            sums.Sum(rows, row);
            int[] above = [.. Enumerable.Range(row + 1, gram.ItemCount - row - 1)];

            Assert.Equal(above.Select(item => sums.CustomersOf(item) < pairSupport ? 0 : rounding.Values[rounding.PairOf(sums.WeightOf(item))]), Read(gram, row, above));
        }
    }

    [Fact]
    public void Over_wider_items_it_holds_the_same()
    {
        var rows = LearningRows.Of(Shoppers.Random(300, 50, seed: 5), new ModelSettings(Lambda: 2), Shoppers.Now);
        var gram = Filled(rows);
        int[] places = [.. Enumerable.Range(0, gram.ItemCount).Select(item => item * 3)];
        var wider = gram.Over(places, gram.ItemCount * 3);
        for (var row = 0; row < gram.ItemCount; row++)
        {
            int[] above = [.. Enumerable.Range(row + 1, gram.ItemCount - row - 1)];

            Assert.Equal(Read(gram, row, above), Read(wider, row * 3, [.. above.Select(item => places[item])]));
            Assert.Equal((gram.DiagonalOf(row), gram.ChoiceOf(row)), (wider.DiagonalOf(row * 3), wider.ChoiceOf(row * 3)));
        }
    }

    [Fact]
    public void Rounding_keeps_the_order_and_five_bits()
    {
        var rounding = new Rounding(new ModelSettings(Lambda: 40));
        var before = (byte)0;
        for (var sum = 1L; sum < 1L << 48; sum += 1 + (sum / 97))
        {
            var (code, customers) = (rounding.PairOf(sum), sum * LearningRows.Unit);
            Assert.True(code >= before);
            Assert.InRange(rounding.Values[code], Math.Min(customers - 0.5, customers * 0.95) - 1e-6, Math.Max(customers + 0.5, customers * 1.05) + 1e-6);
            Assert.InRange(Rounding.ItemOf(sum), sum - (sum / 32) - 1, sum + (sum / 32) + 1);
            before = code;
        }
    }

    private static Gram Filled(LearningRows rows)
    {
        var gram = new Gram(rows.Items.Length, rows.Settings);
        for (var row = 0; row < gram.ItemCount; row++)
        {
            var sums = new RowAccumulator(gram.ItemCount);
            gram.SetItem(row, rows.SumOf(row));
            gram.SetRow(row, sums.Sum(rows, row), sums);
        }

        return gram;
    }

    private static float[] Read(Gram gram, int row, int[] columns)
    {
        var values = new float[columns.Length];
        gram.Read(row, columns, values);
        return values;
    }
}
