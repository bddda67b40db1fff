using Rapport.Core.Catalogue;

namespace Rapport.Core.Model;

/// <summary>An item somebody might be shown, and on what that rests. Not yet tactful.</summary>
public sealed class Candidate
{
    private readonly ScoredItem? _scored;
    private readonly IReadOnlyList<Share> _shares;

    /// <param name="isOfThisVisit">It rests on what happened in this visit alone.</param>
    public Candidate(CatalogueItem item, CandidateBasis basis, double score, IReadOnlyList<Share> shares, CatalogueItem? because = null, bool isOfThisVisit = false)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(shares);
        if (basis == CandidateBasis.Personal && shares.Count == 0)
            throw new ArgumentException("A personal candidate names its evidence.", nameof(shares));
        (Item, Basis, Score, _shares, Because, IsOfThisVisit) = (item, basis, score, shares, because, isOfThisVisit);
    }

    /// <summary>By the personal model; its score is taken apart when somebody asks for the shares.</summary>
    public Candidate(CatalogueItem item, ScoredItem scored, bool isOfThisVisit = false)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(scored);
        (Item, Basis, Score, _scored, _shares, IsOfThisVisit) = (item, CandidateBasis.Personal, scored.Score, scored, [], isOfThisVisit);
    }

    private Candidate(Candidate of, CatalogueItem variant) =>
        (Item, Basis, Score, _scored, _shares, Because, IsOfThisVisit) = (variant, of.Basis, of.Score, of._scored, of._shares, of.Because, of.IsOfThisVisit);

    public CatalogueItem Item { get; }

    public CandidateBasis Basis { get; }

    /// <summary>Personal: the score. Otherwise: minus the place in the batch list, which carries no score.</summary>
    public double Score { get; }

    /// <summary>Exact parts of the score by item of the person's own history, largest first; empty unless personal.</summary>
    public IReadOnlyList<Share> Shares => _scored?.Shares ?? _shares;

    /// <summary>The largest of the <see cref="Shares"/>, as many as there is room for.</summary>
    /// <returns>How many there are.</returns>
    public int Leading(Span<Share> shares)
    {
        if (_scored is not null)
            return _scored.Leading(shares);
        var count = Math.Min(shares.Length, _shares.Count);
        for (var i = 0; i < count; i++)
            shares[i] = _shares[i];
        return count;
    }

    /// <summary>True when it rests on the person's own permitted history: then it names its evidence.</summary>
    public bool IsPersonal => _scored is not null || _shares.Count > 0;

    /// <summary>The item of the page, cart or visit that brought it; null if personal or popular.</summary>
    public CatalogueItem? Because { get; }

    public bool IsOfThisVisit { get; }

    /// <summary>The same for another variant of the product.</summary>
    public Candidate As(CatalogueItem variant) => ReferenceEquals(variant, Item) ? this : new Candidate(this, variant);
}
