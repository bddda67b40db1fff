using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>An item the personal model would show, and on what that rests.</summary>
/// <remarks><b>Cost</b>: the shares are taken apart when they are first asked for.</remarks>
public sealed class ScoredItem
{
    private readonly ScoreSources _sources;
    private readonly int _index;

    internal ScoredItem(ItemId item, double score, ScoreSources sources, int index) => (Item, Score, _sources, _index) = (item, score, sources, index);

    public ItemId Item { get; }

    public double Score { get; }

    /// <summary>The person's own item with the largest part.</summary>
    public ItemId Strongest => _sources.StrongestOf(_index);

    /// <summary>Exact parts of the score by item of the person's own history, largest first.</summary>
    public IReadOnlyList<Share> Shares => field ??= _sources.SharesOf(_index);
}

/// <summary>What one item of a person's own history adds to a score.</summary>
public readonly record struct Share(ItemId Item, double Score);
