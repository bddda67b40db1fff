using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>What one source of a surface had to say about an item.</summary>
/// <param name="Id">The source, e.g. <c>new-for-you</c>.</param>
/// <param name="Place">The item's place among all that the source could bring, from 1; 0 when it is not among them.</param>
/// <param name="Of">How many items the source could bring.</param>
/// <param name="Score">Of a personal source; 0 otherwise.</param>
/// <param name="Shares">The exact parts of the score by item of the person's history, largest first.</param>
/// <param name="Because">The item of the page, cart or visit that brought it.</param>
public sealed record SourceVerdict(string Id, int Place, int Of, double Score, IReadOnlyList<Share> Shares, ItemId? Because, Outcome Outcome);
