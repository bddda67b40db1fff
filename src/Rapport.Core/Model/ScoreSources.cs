namespace Rapport.Core.Model;

/// <summary>A person's items as the model knows them, ascending, each once.</summary>
/// <remarks><b>Threads</b>: immutable.</remarks>
internal sealed class ScoreSources
{
    private readonly (int Source, double Weight)[] _sources;
    private readonly int _count;

    internal ScoreSources(ItemItemModel model, IReadOnlyList<Signal> signals)
    {
        Model = model;
        _sources = new (int, double)[signals.Count];
        for (var k = 0; k < signals.Count; k++)
        {
            if (model.IndexOf(signals[k].Item) is var source and >= 0)
                _sources[_count++] = (source, signals[k].Weight);
        }

        _sources.AsSpan(0, _count).Sort(static (left, right) => left.Source != right.Source ? left.Source.CompareTo(right.Source) : left.Weight.CompareTo(right.Weight));
        _count = MergeRepeated(_sources.AsSpan(0, _count));
    }

    internal ItemItemModel Model { get; }

    internal ReadOnlySpan<(int Source, double Weight)> All => _sources.AsSpan(0, _count);

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
}
