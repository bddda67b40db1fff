namespace Rapport.Core.Model;

/// <summary>Scratch that keeps the best of many items: highest score first, ties by place.</summary>
/// <remarks><b>Threads</b>: one a thread. <b>Cost</b>: n log of some multiple of what is taken.</remarks>
internal sealed class BestPlaces
{
    private const int Most = 1_024;
    private readonly List<(double Score, int Place)> _kept = [];
    private int _sorted;

    internal void Add(int place, double score)
    {
        // Once the list was cut, what is behind its last sorted entry cannot be among the best.
        if (_sorted > 0 && Compare((score, place), _kept[_sorted - 1]) > 0)
            return;
        _kept.Add((score, place));
        if (_kept.Count < Most)
            return;
        _kept.Sort(Compare);
        _sorted = Most / 4;
        _kept.RemoveRange(_sorted, _kept.Count - _sorted);
    }

    /// <summary>The best, and an empty scratch.</summary>
    /// <param name="count">At most a quarter of a thousand.</param>
    internal int[] Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Most / 4);
        _kept.Sort(Compare);
        var best = new int[Math.Min(count, _kept.Count)];
        for (var k = 0; k < best.Length; k++)
            best[k] = _kept[k].Place;
        _kept.Clear();
        _sorted = 0;
        return best;
    }

    private static int Compare((double Score, int Place) left, (double Score, int Place) right) =>
        left.Score != right.Score ? right.Score.CompareTo(left.Score) : left.Place.CompareTo(right.Place);
}
