using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Cli.Imports;

/// <summary>One bought item, as read from a file.</summary>
/// <param name="Title">Empty where the file has none.</param>
/// <param name="Evidence">Choices told by the row itself; empty where it tells none.</param>
internal sealed record OrderRow(
    string Customer,
    string Order,
    ItemId Item,
    DateTimeOffset At,
    int Quantity,
    long PriceMinor,
    string Title,
    string Category,
    IReadOnlyList<ConsentEntry> Evidence);
