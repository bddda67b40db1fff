namespace Rapport.Core.Model;

/// <summary>The best so many of the items offered: a heap with the worst on top.</summary>
/// <remarks><b>Order and determinism</b>: higher scores first, ties to the smaller index; the order of offering does not matter. <b>Threads</b>: one.</remarks>
internal sealed class TopItems
{
    private double[] _scores = [];
    private int[] _items = [];

    internal int Capacity { get; private set; }

    internal int Count { get; private set; }

    /// <summary>No smaller score is taken; at first no score that is not positive.</summary>
    internal double Least => Count == Capacity && Capacity > 0 ? _scores[0] : double.Epsilon;

    internal void Reset(int capacity)
    {
        if (_items.Length < capacity)
            (_scores, _items) = (new double[capacity], new int[capacity]);
        (Capacity, Count) = (capacity, 0);
    }

    /// <summary>True when the item would be among the best so far.</summary>
    internal bool Takes(double score, int item) => Count < Capacity || (Capacity > 0 && IsWorse(_scores[0], _items[0], score, item));

    /// <summary>Takes an item in; the caller asked <see cref="Takes"/>.</summary>
    internal void Add(double score, int item)
    {
        if (Count == Capacity)
        {
            SinkFromTop(score, item);
            return;
        }

        var at = Count++;
        for (; at > 0; at = (at - 1) / 2)
        {
            var above = (at - 1) / 2;
            if (!IsWorse(score, item, _scores[above], _items[above]))
                break;
            (_scores[at], _items[at]) = (_scores[above], _items[above]);
        }

        (_scores[at], _items[at]) = (score, item);
    }

    /// <summary>Empties the heap, best first.</summary>
    internal (int Item, double Score)[] Take()
    {
        var best = new (int, double)[Count];
        while (Count > 0)
        {
            best[Count - 1] = (_items[0], _scores[0]);
            Count--;
            SinkFromTop(_scores[Count], _items[Count]);
        }

        return best;
    }

    private void SinkFromTop(double score, int item)
    {
        var at = 0;
        for (var below = 1; below < Count; below = (2 * at) + 1)
        {
            if (below + 1 < Count && IsWorse(_scores[below + 1], _items[below + 1], _scores[below], _items[below]))
                below++;
            if (!IsWorse(_scores[below], _items[below], score, item))
                break;
            (_scores[at], _items[at]) = (_scores[below], _items[below]);
            at = below;
        }

        (_scores[at], _items[at]) = (score, item);
    }

    private static bool IsWorse(double score, int item, double otherScore, int otherItem) =>
        score < otherScore || (score == otherScore && item > otherItem);
}
