using System.Collections.Immutable;

namespace Rapport.Core.Events;

/// <summary>Every signal there is, each field of it with a named benefit: what is not here is not kept.</summary>
public static class SignalCatalogue
{
    private static readonly FieldDefinition Quantity = Field("quantity", ["quantity"], FieldReaders.OwnList, true, "Your own list says how many it were.", "Ihre eigene Liste sagt, wie viele es waren.");

    private static readonly FieldDefinition Price = Field("price", ["price", "currency"], FieldReaders.OwnList, true, "Your own list says what it cost.", "Ihre eigene Liste sagt, was es gekostet hat.");

    private static readonly FieldDefinition Gift = Field("gift", ["gift", "gift_wrap"], FieldReaders.Suggestions | FieldReaders.Learning, false, "What you gave away does not count as your taste.", "Was Sie verschenkt haben, zählt nicht als Ihr Geschmack.");

    public static ImmutableArray<SignalDefinition> All { get; } =
    [
        new("purchases", [EventKind.OrderCompleted, EventKind.OrderRefunded],
        [
            Item("products", "Suggestions fit what you own, and do not offer it again.", "Vorschläge passen zu dem, was Sie haben, und bieten es nicht noch einmal an."),
            Field("order_id", ["order_id"], FieldReaders.Learning, true, "A refund finds its order, and what is bought together is seen together.", "Eine Rückgabe findet ihre Bestellung, und was zusammen gekauft wird, wird zusammen gesehen."),
            Quantity, Price, Gift,
        ], Words("Purchases", "Käufe")),
        OfItems("carts", [EventKind.AddedToCart, EventKind.RemovedFromCart], "Suggestions go with what you chose.", "Vorschläge passen zu dem, was Sie gewählt haben.", "Carts", "Warenkörbe"),
        OfItems("wishes", [EventKind.AddedToWishlist, EventKind.RemovedFromWishlist], "Suggestions follow what you wish for.", "Vorschläge folgen dem, was Sie sich merken.", "Wish lists", "Merklisten"),
        OfItems("views", [EventKind.ProductViewed, EventKind.ProductClicked], "Suggestions follow what you look at.", "Vorschläge folgen dem, was Sie ansehen.", "Views", "Ansichten"),
        new("plays", [EventKind.Played, EventKind.Completed],
        [
            Field("asset_id", ["asset_id", "content_asset_id", "content_asset_ids"], FieldReaders.Suggestions | FieldReaders.Learning, false, "The next part of a series and playlists follow what you played.", "Der nächste Teil einer Reihe und Wiedergabelisten folgen dem, was Sie abgespielt haben."),
        ], Words("Plays", "Wiedergaben")),
        new("searches", [EventKind.ProductsSearched],
        [
            Field("query", ["query"], FieldReaders.OwnList, false, "Your own list says what you searched for. No suggestion uses it.", "Ihre eigene Liste sagt, wonach Sie gesucht haben. Kein Vorschlag nutzt es."),
        ], Words("Searches", "Suchen")),
        new("categories", [EventKind.CategoryViewed],
        [
            Field("category", ["category"], FieldReaders.OwnList, false, "Your own list says which pages you opened. No suggestion uses it.", "Ihre eigene Liste sagt, welche Seiten Sie geöffnet haben. Kein Vorschlag nutzt es."),
        ], Words("Category pages", "Kategorieseiten")),
        new("exposures", [EventKind.Shown, EventKind.Mailed],
        [
            Item("products", "What you saw often enough gives way to something else.", "Was Sie oft genug gesehen haben, macht anderem Platz."),
            Field("channel", ["channel"], FieldReaders.Suggestions, true, "A topic does not follow you everywhere.", "Ein Thema folgt Ihnen nicht überallhin."),
        ], Words("Suggestions you saw", "Gesehene Vorschläge")),
        new("points", [EventKind.LoyaltyPointsEarned],
        [
            Field("points", ["points"], FieldReaders.Suggestions, false, "You are greeted as the member you are.", "Sie werden als Mitglied begrüßt."),
        ], Words("Loyalty points", "Treuepunkte")),
        new("tiers", [EventKind.LoyaltyTierChanged],
        [
            Field("tier", ["tier"], FieldReaders.Suggestions, false, "Things for your tier appear.", "Was für Ihre Stufe da ist, erscheint."),
        ], Words("Loyalty tiers", "Treuestufen")),
    ];

    /// <summary>The signal that events of this kind carry; null for what customers state themselves and for none.</summary>
    public static SignalDefinition? Of(EventKind kind) => All.FirstOrDefault(signal => signal.Kinds.Contains(kind));

    /// <summary>The signal of that name, or null.</summary>
    public static SignalDefinition? Find(string id) => All.FirstOrDefault(signal => signal.Id == id);

    private static SignalDefinition OfItems(string id, ImmutableArray<EventKind> kinds, string benefit, string german, string title, string germanTitle) =>
        new(id, kinds, [Item(null, benefit, german), Quantity, Price, Gift], Words(title, germanTitle));

    private static FieldDefinition Item(string? list, string benefit, string german) =>
        Field("product_id", list is null ? ["product_id", "sku"] : [list, "product_id", "sku"], FieldReaders.Suggestions | FieldReaders.Learning, false, benefit, german);

    private static FieldDefinition Field(string id, string[] names, FieldReaders readers, bool isOptional, string benefit, string german) =>
        new(id, names, readers, Words(benefit, german), isOptional);

    private static Dictionary<string, string> Words(string english, string german) => new() { ["en"] = english, ["de"] = german };
}
