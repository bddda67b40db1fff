using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>The scorer's buffers on one thread. Holds nothing between two answers.</summary>
internal sealed class ScoreScratch
{
    private readonly List<(int Source, double Weight)> _sources = [];
    private readonly TopItems _top = new();
    private double[] _scores = [];
    private bool[] _seen = [];
    private int[] _touched = [];
    private int[] _places = [];
    private Share[] _parts = [];
    private int _count;

    internal double ScoreOf(int item) => _scores[item];

    /// <summary>Sums the rows of the signals, ascending by source.</summary>
    internal void Read(ItemItemModel model, IReadOnlyList<Signal> signals)
    {
        if (_scores.Length < model.ItemCount)
            (_scores, _seen, _touched, _places) = (new double[model.ItemCount], new bool[model.ItemCount], new int[model.ItemCount], new int[model.ItemCount]);
        _sources.Clear();
        for (var k = 0; k < signals.Count; k++)
        {
            if (model.IndexOf(signals[k].Item) is var source and >= 0)
                _sources.Add((source, signals[k].Weight));
        }

        _sources.Sort();
        MergeRepeated();
        foreach (var (source, weight) in _sources)
            Add(model.TargetsOf(source), model.WeightsOf(source), weight);
    }

    private void Add(ReadOnlySpan<int> targets, ReadOnlySpan<float> weights, double weight)
    {
        var (scores, seen, touched, count) = (_scores, _seen, _touched, _count);
        for (var k = 0; k < targets.Length; k++)
        {
            var target = targets[k];
            if (!seen[target])
            {
                seen[target] = true;
                touched[count++] = target;
            }

            scores[target] += weight * weights[k];
        }

        _count = count;
    }

    private void MergeRepeated()
    {
        for (var k = _sources.Count - 1; k > 0; k--)
        {
            if (_sources[k].Source != _sources[k - 1].Source)
                continue;
            _sources[k - 1] = (_sources[k].Source, _sources[k - 1].Weight + _sources[k].Weight);
            _sources.RemoveAt(k);
        }
    }

    /// <summary>The best items, best first.</summary>
    internal int[] Best(ItemItemModel model, Func<ItemId, bool> excluded, int top)
    {
        _top.Reset(top);
        foreach (var item in _touched.AsSpan(0, _count))
        {
            var score = _scores[item];
            if (score > 0 && _top.Takes(score, item) && !excluded(model.ItemAt(item)))
                _top.Add(score, item);
        }

        return _top.Take();
    }

    /// <summary>The exact parts of the scores of the best items, largest first.</summary>
    internal Share[][] Shares(ItemItemModel model, int[] best)
    {
        var most = _sources.Count;
        if (_parts.Length < best.Length * most)
            _parts = new Share[best.Length * most];
        var lengths = new int[best.Length];
        for (var place = 0; place < best.Length; place++)
            _places[best[place]] = place + 1;
        foreach (var (source, weight) in _sources)
            AddShares(model, source, weight, most, lengths);

        var shares = new Share[best.Length][];
        for (var place = 0; place < best.Length; place++)
        {
            _places[best[place]] = 0;
            shares[place] = _parts.AsSpan(place * most, lengths[place]).ToArray();
        }

        return shares;
    }

    internal void Clear()
    {
        foreach (var item in _touched.AsSpan(0, _count))
            (_scores[item], _seen[item]) = (0, false);
        _count = 0;
        _sources.Clear();
    }

    /// <summary>One source's part in each of the best items: a walk along its row, because a search per item mispredicts at every step.</summary>
    private void AddShares(ItemItemModel model, int source, double weight, int most, Span<int> lengths)
    {
        var places = _places;
        var targets = model.TargetsOf(source);
        var item = model.ItemAt(source);
        for (var k = 0; k < targets.Length; k++)
        {
            if (places[targets[k]] is var place and > 0)
                Insert(_parts.AsSpan((place - 1) * most, most), lengths[place - 1]++, new Share(item, weight * model.WeightsOf(source)[k]));
        }
    }

    /// <summary>Keeps the parts largest first; equal ones stay in the order of their items. A person has tens of items, so moving beats comparing by call.</summary>
    private static void Insert(Span<Share> parts, int count, Share part)
    {
        for (; count > 0 && parts[count - 1].Score < part.Score; count--)
            parts[count] = parts[count - 1];
        parts[count] = part;
    }
}
