using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Tests.Shared;

/// <summary>The small world the tests of Core play in: one shop, one customer, one clock.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    public static readonly CustomerId Ada = CustomerId.Known("ada");

    public static ItemCatalogue Assortment { get; } = new(
    [
        Item("apron", "Linen apron", "Kitchen > Aprons > Linen"),
        Item("apron2", "Cotton apron", "Kitchen > Aprons > Cotton"),
        Item("apron3", "Waxed apron", "Kitchen > Aprons > Waxed"),
        Item("teapot", "Iron teapot", "Tea > Pots > Iron"),
        Item("cup", "Blue cup", "Table > Cups > Clay"),
        Item("cup2", "White cup", "Table > Cups > Clay"),
        Item("tea", "Green tea", "Tea > Leaves > Green") with { IsConsumable = true },
        Item("rattle", "Wooden rattle", "Baby > Toys > Wood"),
        Item("romper", "Striped romper", "Baby > Clothes > Rompers"),
        Item("pill", "Headache pills", "Pharmacy > Pain > Pills"),
        Item("gone", "Sold-out bowl", "Table > Bowls > Clay") with { InStock = false },
    ]);

    public static CatalogueItem Item(string id, string title, string category) => new(new ItemId(id), title, category, 1250, "EUR");

    public static ConsentEntry Choice(Purposes purpose, ConsentChoice choice, DateTimeOffset at, string? topic = null) =>
        new(purpose, choice, at, PurposeCatalogue.Find(purpose).TextVersion, "en", "home", ConsentSource.Customer, topic);

    public static ConsentLedger Yes(params Purposes[] purposes) => new(purposes.Select(purpose => Choice(purpose, ConsentChoice.Granted, Now.AddDays(-200))));

    public static CustomerFile File(ConsentLedger ledger, params HistoryLine[] lines) => new(Ada, ledger, lines, [], erasedAt: null);

    public static HistoryLine Line(EventKind kind, string item, double daysAgo, Purposes purposes = Purposes.Recommendations) =>
        new((ulong)HashCode.Combine(kind, item, daysAgo), kind, new ItemId(item), Now.AddDays(-daysAgo), purposes, kind is EventKind.AddedToWishlist or EventKind.Hidden ? Provenance.Stated : Provenance.ObservedHere);

    public static Event Viewed(string item, DateTimeOffset at, ConsentObject? stated = null, string message = "m1", DateTimeOffset? arrived = null) =>
        new(message, Ada, EventKind.ProductViewed, at, arrived ?? Now, [new EventLine(new ItemId(item), 1, 1250)], null, null, stated);
}
