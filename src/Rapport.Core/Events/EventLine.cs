namespace Rapport.Core.Events;

/// <summary>One item of an event.</summary>
/// <param name="Quantity">Pieces, at least 1.</param>
/// <param name="PriceMinor">Price of one piece in hundredths of the shop's currency, not negative; 0 when unknown.</param>
/// <param name="IsGift">Flagged as a gift by the shop: kept for the order, not for taste (rule T12).</param>
public readonly record struct EventLine(ItemId Item, int Quantity, long PriceMinor, bool IsGift = false);
