namespace Rapport.Core.Events.Health;

/// <summary>Something is wrong with what the shop sends.</summary>
/// <param name="Code"><c>event-drop</c>, <c>feed-items</c>, <c>feed-prices</c>, <c>feed-categorised</c>, <c>feed-categories</c>, <c>unknown-items</c> or <c>malformed-ids</c>.</param>
/// <param name="Seen">What there is: a count, or for shares percent.</param>
/// <param name="Usual">What there usually is, in the same unit.</param>
public sealed record DataAlert(string Code, double Seen, double Usual);
