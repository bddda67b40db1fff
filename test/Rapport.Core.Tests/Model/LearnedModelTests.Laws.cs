using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed partial class LearnedModelTests
{
    public static TheoryData<ModelSettings> Variations =>
    [
        new ModelSettings(Lambda: 2, Neighbours: 4),
        new ModelSettings(Lambda: 2, Neighbours: 4, HalfLifeDays: 0, Gamma: 0),
        new ModelSettings(Lambda: 20, Neighbours: 3, HalfLifeDays: 45, PairSupport: 2),
        new ModelSettings(Lambda: 0.5, Neighbours: 6, SelectionPower: 0, PenaltyPower: 0, TargetPower: -0.0625),
        new ModelSettings(Lambda: 2, Neighbours: 5, HalfLifeDays: 0, TrendPower: 0.75, TrendDays: 15),
        new ModelSettings(Neighbours: 200),
    ];

    [Theory]
    [MemberData(nameof(Variations))]
    public void Any_interleaving_of_learning_changing_and_forgetting_equals_the_rebuild(ModelSettings settings)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var inside = Shoppers.Random(random.Next(60), 40, seed).ToList();
            var learned = LearnedModel.Learn(inside, settings, Shoppers.Now);
            for (var step = 0; step < 15; step++)
            {
                // One or many at once: some leave, some come, some come back with other items, some of those nobody had before.
                Contribution[] gone = [.. inside.OrderBy(_ => random.Next()).Take(random.Next(random.Next(2) == 0 ? 2 : 12))];
                Contribution[] come = [.. Shoppers.Random(random.Next(random.Next(2) == 0 ? 2 : 12), random.Next(1, 60), random.Next()), .. gone.Where(_ => random.Next(3) == 0).Select(Longer)];
                inside.RemoveAll(gone.Contains);
                inside.InsertRange(random.Next(inside.Count + 1), come);
                learned.Change(gone, come);

                Assert.Equal(Shoppers.Hash(ModelFit.Fit(inside, settings, Shoppers.Now)), Shoppers.Hash(learned.ToModel()));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Variations))]
    public void Order_of_arrival_is_irrelevant(ModelSettings settings)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var shoppers = Shoppers.Random(40, 30, seed);
            var expected = Shoppers.Hash(ModelFit.Fit(shoppers, settings, Shoppers.Now));
            new Random(seed).Shuffle(shoppers);
            var oneByOne = LearnedModel.Learn([], settings, Shoppers.Now);
            foreach (var shopper in shoppers)
                oneByOne.Change([], [shopper]);

            Assert.Equal(expected, Shoppers.Hash(ModelFit.Fit(shoppers, settings, Shoppers.Now)));
            Assert.Equal(expected, Shoppers.Hash(oneByOne.ToModel()));
        }
    }

    [Theory]
    [MemberData(nameof(Variations))]
    public void Learn_then_forget_leaves_the_bytes_as_they_were(ModelSettings settings)
    {
        var shoppers = Shoppers.Random(60, 30, seed: 1);
        var learned = LearnedModel.Learn(shoppers, settings, Shoppers.Now);
        var before = Shoppers.Hash(learned.ToModel());
        foreach (var guest in Shoppers.Random(30, 45, seed: 2))
        {
            learned.Change([], [guest]);
            learned.Forget(guest);

            Assert.Equal(before, Shoppers.Hash(learned.ToModel()));
        }
    }

    /// <summary>The same customer after one more event.</summary>
    private static Contribution Longer(Contribution contribution) =>
        contribution with { Items = [.. contribution.Items.Append(new ContributedItem(Shoppers.Item(900 + (contribution.Items.Count % 7)), Shoppers.Today)).DistinctBy(each => each.Item).OrderBy(each => each.Item)] };
}
