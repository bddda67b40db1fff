using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>An item the personal model would show, and on what that rests.</summary>
/// <remarks><b>Cost</b>: scores are taken apart when the first of an answer is asked for its parts, all of them at once.</remarks>
public sealed class ScoredItem
{
    private readonly Lazily _parts;
    private readonly int _place;

    internal ScoredItem(ItemId item, int index, double score, Lazily parts, int place) => (Item, Index, Score, _parts, _place) = (item, index, score, parts, place);

    public ItemId Item { get; }

    public double Score { get; }

    /// <summary>The person's own item with the largest part.</summary>
    public ItemId Strongest
    {
        get
        {
            Span<Share> strongest = [default];
            return Leading(strongest) > 0 ? strongest[0].Item : throw new InvalidOperationException("A score without parts.");
        }
    }

    /// <summary>Exact parts of the score by item of the person's own history, largest first.</summary>
    public IReadOnlyList<Share> Shares => field ??= _parts.Get().All(_place);

    /// <summary>Its index in the model.</summary>
    internal int Index { get; }

    /// <summary>The largest of the <see cref="Shares"/>, as many as there is room for.</summary>
    /// <returns>How many there are.</returns>
    public int Leading(Span<Share> shares) => _parts.Get().Leading(_place, shares);

    /// <summary>The parts of one answer's scores, made when first asked for.</summary>
    internal sealed class Lazily(ScoreSources sources, (int Item, double Score)[] best)
    {
        private ScoreParts? _made;

        internal ScoreParts Get() => _made ??= new ScoreParts(sources, best);
    }
}

/// <summary>What one item of a person's own history adds to a score.</summary>
public readonly record struct Share(ItemId Item, double Score);
