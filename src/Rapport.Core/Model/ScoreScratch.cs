using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>The scorer's buffers on one thread. Holds nothing between two answers.</summary>
internal sealed class ScoreScratch
{
    private readonly List<(int Source, double Weight)> _sources = [];
    private readonly PriorityQueue<int, (double Score, int Item)> _queue = new(WorstFirst.Instance);
    private double[] _scores = [];
    private bool[] _seen = [];
    private int[] _touched = [];
    private int[] _places = [];
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
        foreach (var (source, weight) in _sources)
        {
            var targets = model.TargetsOf(source);
            var weights = model.WeightsOf(source);
            for (var k = 0; k < targets.Length; k++)
            {
                var target = targets[k];
                if (!_seen[target])
                {
                    _seen[target] = true;
                    _touched[_count++] = target;
                }

                _scores[target] += weight * weights[k];
            }
        }
    }

    /// <summary>The best items, best first.</summary>
    internal int[] Best(ItemItemModel model, Func<ItemId, bool> excluded, int top)
    {
        _queue.Clear();
        foreach (var item in _touched.AsSpan(0, _count))
        {
            var rank = (_scores[item], item);
            if (rank.Item1 <= 0 || top == 0 || (_queue.Count == top && !IsWorse(_queue, rank)) || excluded(model.ItemAt(item)))
                continue;
            if (_queue.Count == top)
                _queue.EnqueueDequeue(item, rank);
            else
                _queue.Enqueue(item, rank);
        }

        var best = new int[_queue.Count];
        for (var place = best.Length - 1; place >= 0; place--)
            best[place] = _queue.Dequeue();
        return best;
    }

    /// <summary>The exact parts of the scores of the best items, largest first.</summary>
    internal Share[][] Shares(ItemItemModel model, int[] best)
    {
        var parts = new List<Share>[best.Length];
        for (var place = 0; place < best.Length; place++)
            (_places[best[place]], parts[place]) = (place + 1, []);
        foreach (var (source, weight) in _sources)
        {
            var targets = model.TargetsOf(source);
            for (var k = 0; k < targets.Length; k++)
            {
                if (_places[targets[k]] is var place and > 0)
                    Add(parts[place - 1], model.ItemAt(source), weight * model.WeightsOf(source)[k]);
            }
        }

        foreach (var item in best)
            _places[item] = 0;
        return Array.ConvertAll(parts, Sorted);
    }

    internal void Clear()
    {
        foreach (var item in _touched.AsSpan(0, _count))
            (_scores[item], _seen[item]) = (0, false);
        _count = 0;
        _sources.Clear();
    }

    private static void Add(List<Share> parts, ItemId source, double part)
    {
        if (parts.Count > 0 && parts[^1].Item == source)
            parts[^1] = parts[^1] with { Score = parts[^1].Score + part };
        else
            parts.Add(new Share(source, part));
    }

    private static Share[] Sorted(List<Share> parts)
    {
        parts.Sort((left, right) => left.Score != right.Score ? right.Score.CompareTo(left.Score) : left.Item.CompareTo(right.Item));
        return [.. parts];
    }

    private static bool IsWorse(PriorityQueue<int, (double Score, int Item)> queue, (double Score, int Item) rank) =>
        queue.TryPeek(out _, out var worst) && WorstFirst.Instance.Compare(worst, rank) < 0;

    private sealed class WorstFirst : IComparer<(double Score, int Item)>
    {
        internal static readonly WorstFirst Instance = new();

        public int Compare((double Score, int Item) x, (double Score, int Item) y) =>
            x.Score != y.Score ? x.Score.CompareTo(y.Score) : y.Item.CompareTo(x.Item);
    }
}
