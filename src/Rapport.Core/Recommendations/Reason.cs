using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.Recommendations;

/// <summary>Why an item is shown: true, short, and naming its evidence.</summary>
/// <param name="Text">One sentence in the language asked for.</param>
/// <param name="Evidence">For a personal item: those items of the person's own history that carry at least half of its score.</param>
/// <param name="Source"><c>stated</c>, <c>observed-here</c>, <c>page</c>, <c>visit</c>, <c>many</c> or <c>shop</c>.</param>
/// <param name="Purpose">The purpose the evidence was kept for; none where no personal data was used.</param>
public sealed record Reason(string Text, IReadOnlyList<ReasonEvidence> Evidence, string Source, Purposes Purpose);

/// <summary>One piece of evidence behind a reason.</summary>
/// <param name="Item">Null where the evidence is no item: a tier of the loyalty programme.</param>
/// <param name="At">UTC, when it last happened.</param>
public sealed record ReasonEvidence(ItemId? Item, string Title, EventKind Kind, DateTimeOffset At);
