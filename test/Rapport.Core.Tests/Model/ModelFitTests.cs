using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class ModelFitTests
{
    [Fact]
    public void It_equals_a_dense_ridge_over_the_rounded_Gram_when_every_item_is_a_candidate()
    {
        var shoppers = Shoppers.Random(60, 14, seed: 4);
        var settings = new ModelSettings(Gamma: 0.5, Lambda: 2, PenaltyPower: 0.375, Neighbours: 50, HalfLifeDays: 0);

        var model = ModelFit.Fit(shoppers, settings, Shoppers.Now);

        for (var target = 0; target < model.ItemCount; target++)
        {
            var expected = DenseRidge(shoppers, model, settings, target);
            for (var source = 0; source < model.ItemCount; source++)
                Assert.Equal(source == target ? 0 : expected[source], WeightOf(model, source, target), 1e-4);
        }
    }

    [Fact]
    public void Neighbours_bound_the_column_and_ties_go_to_the_smaller_id()
    {
        // Items 1 to 6 go with item 9 alike.
        var shoppers = Enumerable.Range(1, 6).Select(item => Shoppers.With(item, 9)).ToArray();

        var model = ModelFit.Fit(shoppers, new ModelSettings(Neighbours: 4), Shoppers.Now);

        var target = model.IndexOf(Shoppers.Item(9));
        Assert.Equal([true, true, true, true, false, false], Enumerable.Range(1, 6).Select(item => WeightOf(model, model.IndexOf(Shoppers.Item(item)), target) != 0));
    }

    [Fact]
    public void Customers_of_one_block_are_shown_their_own_block()
    {
        // A checkerboard: four blocks of eight items; each customer has six of one block.
        var random = new Random(7);
        var shoppers = Enumerable.Range(0, 200).Select(customer => Shoppers.With([.. Block(customer % 4).OrderBy(_ => random.Next()).Take(6)])).ToArray();
        var model = ModelFit.Fit(shoppers, new ModelSettings(), Shoppers.Now);

        foreach (var shopper in shoppers)
        {
            var own = shopper.Items.Select(each => each.Item).ToHashSet();
            var shown = Scorer.Personal(model, [.. own.Select(item => new Signal(item, 1))], own.Contains, 2).Select(candidate => candidate.Item);
            var block = Enumerable.Range(0, 4).Single(block => own.Contains(Shoppers.Item(block * 8)) || own.Any(item => Block(block).Select(Shoppers.Item).Contains(item)));

            Assert.Equal(Block(block).Select(Shoppers.Item).Where(item => !own.Contains(item)), shown.Order());
        }
    }

    [Fact]
    public void Months_alone_move_the_model()
    {
        var shoppers = Shoppers.Random(80, 30, seed: 2);
        var settings = new ModelSettings(HalfLifeDays: 45);

        var hash = Shoppers.Hash(ModelFit.Fit(shoppers, settings, Shoppers.Now));

        Assert.Equal(hash, Shoppers.Hash(ModelFit.Fit([.. shoppers.Reverse()], settings, Shoppers.Now.AddDays(7))));
        Assert.NotEqual(hash, Shoppers.Hash(ModelFit.Fit(shoppers, settings, Shoppers.Now.AddMonths(1))));
    }

    [Fact]
    public void Nothing_learned_is_an_empty_model()
    {
        var model = ModelFit.Fit([], new ModelSettings(), Shoppers.Now);

        Assert.Equal((0, 0), (model.ItemCount, model.Customers));
    }

    [Fact]
    public void An_exponent_that_platforms_disagree_about_is_refused() =>
        Assert.Throws<ArgumentException>(() => ModelFit.Fit([], new ModelSettings(Gamma: 0.3), Shoppers.Now));

    private static IEnumerable<int> Block(int block) => Enumerable.Range(block * 8, 8);

    private static float WeightOf(ItemItemModel model, int source, int target) =>
        model.TargetsOf(source).IndexOf(target) is var at and >= 0 ? model.WeightsOf(source)[at] : 0;

    /// <summary>The oracle: full Gram in double, Gaussian elimination, rounded as the fit's, zero where nobody has both.</summary>
    private static double[] DenseRidge(Contribution[] shoppers, ItemItemModel model, ModelSettings settings, int target)
    {
        var n = model.ItemCount;
        var gram = new double[n, n];
        foreach (var shopper in shoppers)
        {
            int[] items = [.. shopper.Items.Select(each => model.IndexOf(each.Item))];
            foreach (var i in items)
            {
                foreach (var j in items)
                    gram[i, j] += Math.Pow(items.Length, -settings.Gamma);
            }
        }

        int[] candidates = [.. Enumerable.Range(0, n).Where(i => i != target && gram[i, target] > 0)];
        var size = candidates.Length;
        var system = new double[size, size + 1];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
                system[i, j] = i == j ? Own(gram[candidates[i], candidates[i]], settings) : Pair(gram[candidates[i], candidates[j]], settings);
            system[i, size] = gram[candidates[i], target];
        }

        Eliminate(system, size);
        var weights = new double[n];
        for (var i = 0; i < size; i++)
            weights[candidates[i]] = system[i, size] / system[i, i];
        return weights;
    }

    private static double Own(double sum, ModelSettings settings) =>
        Rounding.ItemOf((long)(sum / LearningRows.Unit)) * LearningRows.Unit is var rounded ? rounded + (settings.Lambda * Math.Pow(rounded, settings.PenaltyPower)) : 0;

    private static double Pair(double sum, ModelSettings settings) => new Rounding(settings) is var rounding ? rounding.Values[rounding.PairOf((long)(sum / LearningRows.Unit))] : 0;

    private static void Eliminate(double[,] system, int size)
    {
        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = 0; row < size; row++)
            {
                var factor = row == pivot ? 0 : system[row, pivot] / system[pivot, pivot];
                for (var column = 0; column <= size; column++)
                    system[row, column] -= factor * system[pivot, column];
            }
        }
    }
}
