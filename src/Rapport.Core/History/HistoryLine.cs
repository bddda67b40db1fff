using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>One item, search or category of one permitted event, as history keeps it.</summary>
/// <param name="MessageKey">A 64-bit hash of the message id within the customer; lines of one event share it.</param>
/// <param name="Item">Null for a search or a category page.</param>
/// <param name="Purposes">What it may be used for; a withdrawal takes its bit away for good.</param>
/// <param name="At">UTC, to the millisecond.</param>
/// <param name="Text">Search words, category path or topic name; null otherwise.</param>
/// <param name="Device">On which of the person's devices it happened, see <see cref="CustomerFile.DeviceOf"/>; 0 where nobody said.</param>
public sealed record HistoryLine(
    ulong MessageKey,
    EventKind Kind,
    ItemId? Item,
    DateTimeOffset At,
    Purposes Purposes,
    Provenance Provenance,
    int Quantity = 1,
    long PriceMinor = 0,
    bool IsGift = false,
    string? OrderId = null,
    string? Text = null,
    uint Device = 0);
