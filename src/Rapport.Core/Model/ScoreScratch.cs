namespace Rapport.Core.Model;

/// <summary>The scorer's buffers on one thread. Holds nothing between two answers.</summary>
/// <remarks><b>Cost</b>: one number an item of the model stays with the thread, and what the longest person needed.</remarks>
internal sealed class ScoreScratch
{
    /// <summary>How many more than asked are taken before anything is left out: a person's own items are often among the best.</summary>
    private const int Spare = 24;

    private readonly TopItems _top = new();
    private double[] _sums = [];
    private int[] _items = [];
    private double[] _scores = [];
    private int _count;

    /// <summary>The best items that are not excluded, best first: their indices and scores.</summary>
    internal (int Item, double Score)[] Best(ItemItemModel model, ScoreSources sources, Func<int, bool> excluded, int top)
    {
        Sum(model, sources);
        // Asking of every item would cost more than scoring it: the few best are asked first, all only when those do not do.
        SelectBest(top + Spare, static _ => false);
        var (found, isAll) = (_top.Take(), _top.Capacity >= _count);
        var open = Array.FindAll(found, best => !excluded(best.Item));
        if (open.Length < top && !isAll)
        {
            SelectBest(top, excluded);
            open = _top.Take();
        }

        return open.Length > top ? open[..top] : open;
    }

    private void SelectBest(int most, Func<int, bool> excluded)
    {
        _top.Reset(most);
        var items = _items.AsSpan(0, _count);
        var scores = _scores.AsSpan(0, _count);
        for (var k = 0; k < scores.Length; k++)
        {
            if (_top.Takes(scores[k], items[k]) && !excluded(items[k]))
                _top.Add(scores[k], items[k]);
        }
    }

    /// <summary>Adds up the rows of the sources, ascending by source, and gathers what is positive; the sums are zero again when it returns.</summary>
    private void Sum(ItemItemModel model, ScoreSources sources)
    {
        if (_sums.Length < model.ItemCount)
            _sums = new double[model.ItemCount];
        var sums = _sums;
        var longest = 0;
        foreach (var (source, weight) in sources.All)
        {
            var targets = model.TargetsOf(source);
            var weights = model.WeightsOf(source);
            longest += targets.Length;
            for (var k = 0; k < targets.Length; k++)
                sums[targets[k]] += weight * weights[k];
        }

        var most = Math.Min(longest, model.ItemCount);
        if (_items.Length < most)
            (_items, _scores) = (new int[most], new double[most]);
        _count = 0;
        if (longest >= model.ItemCount)
        {
            GatherAll(model.ItemCount);
            return;
        }

        foreach (var (source, _) in sources.All)
            Gather(model.TargetsOf(source), sums);
    }

    /// <summary>Where the rows are longer than the catalogue, the catalogue is walked once instead.</summary>
    private void GatherAll(int itemCount)
    {
        var sums = _sums.AsSpan(0, itemCount);
        for (var item = 0; item < sums.Length; item++)
        {
            if (sums[item] > 0)
                (_items[_count], _scores[_count++]) = (item, sums[item]);
        }

        sums.Clear();
    }

    private void Gather(ReadOnlySpan<int> targets, double[] sums)
    {
        var (items, scores, count) = (_items, _scores, _count);
        foreach (var target in targets)
        {
            var sum = sums[target];
            sums[target] = 0;
            if (sum > 0)
                (items[count], scores[count++]) = (target, sum);
        }

        _count = count;
    }
}
