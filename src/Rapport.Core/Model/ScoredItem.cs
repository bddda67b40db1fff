using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>An item the personal model would show, and on what that rests.</summary>
/// <param name="Shares">Exact parts of the score by item of the person's own history, largest first.</param>
public sealed record ScoredItem(ItemId Item, double Score, IReadOnlyList<Share> Shares);

/// <summary>What one item of a person's own history adds to a score.</summary>
public readonly record struct Share(ItemId Item, double Score);
