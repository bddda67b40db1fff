using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>A person's items as the model knows them, ascending, each once; from them any score can be taken apart again.</summary>
/// <remarks><b>Threads</b>: immutable.</remarks>
internal sealed class ScoreSources
{
    [ThreadStatic]
    private static Share[]? _parts;

    private readonly ItemItemModel _model;
    private readonly (int Source, double Weight)[] _sources;
    private readonly int _count;

    internal ScoreSources(ItemItemModel model, IReadOnlyList<Signal> signals)
    {
        _model = model;
        _sources = new (int, double)[signals.Count];
        for (var k = 0; k < signals.Count; k++)
        {
            if (model.IndexOf(signals[k].Item) is var source and >= 0)
                _sources[_count++] = (source, signals[k].Weight);
        }

        _sources.AsSpan(0, _count).Sort(static (left, right) => left.Source != right.Source ? left.Source.CompareTo(right.Source) : left.Weight.CompareTo(right.Weight));
        _count = MergeRepeated(_sources.AsSpan(0, _count));
    }

    internal ReadOnlySpan<(int Source, double Weight)> All => _sources.AsSpan(0, _count);

    /// <summary>The exact parts of an item's score, largest first; equal ones in the order of their items.</summary>
    internal Share[] SharesOf(int item)
    {
        var parts = _parts ??= [];
        if (parts.Length < _count)
            _parts = parts = new Share[_count];
        var count = 0;
        foreach (var (source, weight) in All)
        {
            if (PlaceOf(item, source) is var place and >= 0)
                Insert(parts, count++, new Share(_model.ItemAt(source), weight * _model.WeightsOf(source)[place]));
        }

        return parts[..count];
    }

    /// <summary>The item of the largest part of an item's score; of equal ones the first.</summary>
    internal ItemId StrongestOf(int item)
    {
        var (strongest, most) = (-1, double.NegativeInfinity);
        foreach (var (source, weight) in All)
        {
            if (PlaceOf(item, source) is var place and >= 0 && weight * _model.WeightsOf(source)[place] is var part && part > most)
                (strongest, most) = (source, part);
        }

        return _model.ItemAt(strongest);
    }

    /// <summary>A vector compare over the row: a binary search mispredicts at every step.</summary>
    private int PlaceOf(int item, int source) => _model.TargetsOf(source).IndexOf(item);

    private static int MergeRepeated(Span<(int Source, double Weight)> sources)
    {
        var kept = 0;
        foreach (var source in sources)
        {
            if (kept > 0 && sources[kept - 1].Source == source.Source)
                sources[kept - 1].Weight += source.Weight;
            else
                sources[kept++] = source;
        }

        return kept;
    }

    /// <summary>Keeps the parts largest first. A person has tens of items, so moving beats comparing by call.</summary>
    private static void Insert(Share[] parts, int count, Share part)
    {
        for (; count > 0 && parts[count - 1].Score < part.Score; count--)
            parts[count] = parts[count - 1];
        parts[count] = part;
    }
}
