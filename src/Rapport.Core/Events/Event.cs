using Rapport.Core.Consent;

namespace Rapport.Core.Events;

/// <summary>Something a person did, as it arrived: allow-listed and clock-corrected, but not yet permitted.</summary>
/// <param name="MessageId">Unique per customer; a second event with the same id is the same event.</param>
/// <param name="HappenedAt">UTC, after the clock-skew correction of the Segment specification.</param>
/// <param name="ArrivedAt">UTC, the server's clock.</param>
/// <param name="Lines">The items it speaks of; empty for a search or a category page.</param>
/// <param name="OrderId">The shop's order number, for orders and refunds.</param>
/// <param name="Text">Search words or category path; null otherwise.</param>
/// <param name="Stated">What the event's own consent object said, if it carried one.</param>
/// <param name="Signals">What the browser that sent it says about privacy.</param>
/// <param name="Device">What the page calls the device, where a person known by name sent it; null where nobody said.</param>
public sealed record Event(
    string MessageId,
    CustomerId Customer,
    EventKind Kind,
    DateTimeOffset HappenedAt,
    DateTimeOffset ArrivedAt,
    IReadOnlyList<EventLine> Lines,
    string? OrderId,
    string? Text,
    ConsentObject? Stated,
    PrivacySignals Signals = PrivacySignals.None,
    string? Device = null);
