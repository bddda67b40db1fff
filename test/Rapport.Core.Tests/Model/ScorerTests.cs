using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class ScorerTests
{
    private static readonly ItemItemModel Model = ModelFit.Fit(Shoppers.Random(300, 60, seed: 8), new ModelSettings(Lambda: 3), Shoppers.Now);
    private static readonly Signal[] Signals = [new(Shoppers.Item(9), 1), new(Shoppers.Item(2), 1), new(Shoppers.Item(30), 0.25)];

    [Fact]
    public void It_ranks_as_the_sum_over_all_rows_does()
    {
        var expected = Enumerable.Range(0, Model.ItemCount)
            .Select(target => (Item: Model.ItemAt(target), Score: Signals.OrderBy(signal => signal.Item).Sum(signal => signal.Weight * WeightOf(signal.Item, target))))
            .Where(each => each.Score > 0).OrderByDescending(each => each.Score).ThenBy(each => each.Item).Take(10);

        var candidates = Scorer.Personal(Model, Signals, _ => false, 10);

        Assert.Equal(expected, candidates.Select(candidate => (candidate.Item, candidate.Score)));
    }

    [Fact]
    public void Shares_add_up_to_the_score_and_the_largest_comes_first()
    {
        foreach (var candidate in Scorer.Personal(Model, Signals, _ => false, 10))
        {
            Assert.Equal(candidate.Score, candidate.Shares.OrderBy(share => share.Item).Sum(share => share.Score));
            Assert.Equal(candidate.Shares.OrderByDescending(share => share.Score), candidate.Shares);
        }
    }

    [Fact]
    public void The_order_of_signals_is_irrelevant()
    {
        var candidates = Scorer.Personal(Model, [.. Signals.Reverse()], _ => false, 20);

        Assert.Equal(Scorer.Personal(Model, Signals, _ => false, 20).Select(each => (each.Item, each.Score)), candidates.Select(each => (each.Item, each.Score)));
    }

    [Fact]
    public void Excluded_items_make_room_for_the_next()
    {
        var all = Scorer.Personal(Model, Signals, _ => false, 10);
        var without = Scorer.Personal(Model, Signals, all[0].Item.Equals, 9);

        Assert.Equal(all.Skip(1).Select(each => each.Item), without.Select(each => each.Item));
    }

    [Fact]
    public void Items_the_model_does_not_know_say_nothing()
    {
        Assert.Empty(Scorer.Personal(Model, [new Signal(new ItemId("never seen"), 1)], _ => false, 10));
        Assert.Empty(Scorer.Personal(Model, [], _ => false, 10));
        Assert.Empty(Scorer.Personal(Model, Signals, _ => false, 0));
        Assert.Empty(Scorer.Personal(ItemItemModel.Empty, Signals, _ => false, 10));
    }

    [Fact]
    public void A_failed_answer_leaves_no_trace_in_the_next()
    {
        var expected = Scorer.Personal(Model, Signals, _ => false, 10).Select(each => (each.Item, each.Score)).ToArray();

        Assert.Throws<TimeoutException>(() => Scorer.Personal(Model, Signals, _ => throw new TimeoutException(), 10));

        Assert.Equal(expected, Scorer.Personal(Model, Signals, _ => false, 10).Select(each => (each.Item, each.Score)));
    }

    private static double WeightOf(ItemId source, int target)
    {
        var index = Model.IndexOf(source);
        return Model.TargetsOf(index).IndexOf(target) is var at and >= 0 ? Model.WeightsOf(index)[at] : 0;
    }
}
