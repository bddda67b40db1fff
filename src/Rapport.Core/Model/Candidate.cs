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

    public CatalogueItem Item { get; }

    public CandidateBasis Basis { get; }

    /// <summary>Personal: the score. Otherwise: minus the place in the batch list, which carries no score.</summary>
    public double Score { get; }

    /// <summary>Exact parts of the score by item of the person's own history, largest first; empty unless personal.</summary>
    public IReadOnlyList<Share> Shares => _scored?.Shares ?? _shares;

    /// <summary>True when it rests on the person's own permitted history: then it names its evidence.</summary>
    public bool IsPersonal => _scored is not null || _shares.Count > 0;

    /// <summary>The item of the page, cart or visit that brought it; null if personal or popular.</summary>
    public CatalogueItem? Because { get; }

    public bool IsOfThisVisit { get; }
}

/// <summary>On what a candidate rests.</summary>
public enum CandidateBasis : byte
{
    None = 0,

    /// <summary>The person's own permitted history, by the model.</summary>
    Personal = 1,

    /// <summary>Goes with an item of the page or of the visit.</summary>
    Related = 2,

    /// <summary>Bought in one order with an item of the cart.</summary>
    Together = 3,

    /// <summary>Popular in the category of the page.</summary>
    Category = 4,

    /// <summary>Popular in the shop.</summary>
    Popular = 5,

    /// <summary>The person's own purchases of this very item.</summary>
    Repeat = 6,

    /// <summary>Goes with what the person bought last.</summary>
    AfterOrder = 7,

    /// <summary>A better one of the family of an item of the page or cart.</summary>
    StepUp = 8,

    /// <summary>Its words are those of the search.</summary>
    Words = 9,

    /// <summary>The person's loyalty tier opens it.</summary>
    Loyalty = 10,

    /// <summary>The shop put it there.</summary>
    Pinned = 11,

    /// <summary>The page's own search found it.</summary>
    Found = 12,

    /// <summary>The next part of a series the person is in.</summary>
    Series = 20,

    /// <summary>Something the person has and plays again.</summary>
    Familiar = 21,

    /// <summary>Too new for the model; its words are like those of an item of the page or of the person's own.</summary>
    Alike = 22,

    /// <summary>What the person answered in the shop's quiz.</summary>
    Quiz = 23,
}
