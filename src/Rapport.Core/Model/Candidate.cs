using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>An item somebody might be shown, and on what that rests. Not yet tactful.</summary>
public sealed class Candidate
{
    public Candidate(ItemId item, CandidateBasis basis, double score, IReadOnlyList<Share> shares, ItemId? because = null)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (basis == CandidateBasis.Personal && shares.Count == 0)
            throw new ArgumentException("A personal candidate names its evidence.", nameof(shares));
        (Item, Basis, Score, Shares, Because) = (item, basis, score, shares, because);
    }

    public ItemId Item { get; }

    public CandidateBasis Basis { get; }

    /// <summary>Personal: the ridge score. Otherwise: minus the place in the batch list, which carries no score.</summary>
    public double Score { get; }

    /// <summary>Exact parts of the score by item of the person's own history, largest first; empty unless personal.</summary>
    public IReadOnlyList<Share> Shares { get; }

    /// <summary>The item of the page, cart or session that brought it; null if personal or popular.</summary>
    public ItemId? Because { get; }
}

/// <summary>What one item of a person's own history adds to a score.</summary>
public readonly record struct Share(ItemId Item, double Score);

/// <summary>On what a candidate rests.</summary>
public enum CandidateBasis : byte
{
    None = 0,

    /// <summary>The person's own permitted history.</summary>
    Personal = 1,

    /// <summary>Goes with an item of the page or of the visit.</summary>
    Related = 2,

    /// <summary>Bought in one order with an item of the cart.</summary>
    Together = 3,

    /// <summary>Popular in the category of the page.</summary>
    Category = 4,

    /// <summary>Popular in the shop.</summary>
    Popular = 5,
}
