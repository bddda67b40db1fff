using System.Collections.Frozen;
using Rapport.Core.Events;

namespace Rapport.Server.Intake;

/// <summary>The closed list of what is read from an event, by its kind. What is not on it is dropped before storage and counted by name.</summary>
internal static class FieldAllowList
{
    private static readonly FrozenSet<string> Line = Set("product_id", "sku", "quantity", "price", "currency", "gift", "gift_wrap");
    private static readonly FrozenSet<string> Order = Set("order_id", "products", "currency", "gift", "gift_wrap");
    private static readonly FrozenSet<string> Search = Set("query");
    private static readonly FrozenSet<string> Media = Set("asset_id", "content_asset_id", "content_asset_ids");
    private static readonly FrozenSet<string> Category = Set("category");

    private static readonly FrozenSet<string> Shown = Set("products", "product_id", "sku", "channel");
    private static readonly FrozenSet<string> Points = Set("points");
    private static readonly FrozenSet<string> Tier = Set("tier");

    /// <summary>Members of any event that carry the protocol, not the person's data.</summary>
    public static FrozenSet<string> Envelope { get; } =
        Set("type", "messageId", "userId", "anonymousId", "event", "timestamp", "originalTimestamp", "sentAt", "receivedAt", "writeKey", "batch");

    /// <summary>Members of one entry of <c>properties.products</c>.</summary>
    public static FrozenSet<string> OrderLine { get; } = Set("product_id", "sku", "quantity", "price", "gift", "gift_wrap");

    /// <summary>Members of <c>properties</c>.</summary>
    public static FrozenSet<string> Of(EventKind kind) => kind switch
    {
        EventKind.ProductsSearched => Search,
        EventKind.CategoryViewed => Category,
        EventKind.LoyaltyPointsEarned => Points,
        EventKind.LoyaltyTierChanged => Tier,
        EventKind.OrderCompleted or EventKind.OrderRefunded => Order,
        EventKind.Shown => Shown,
        EventKind.Played or EventKind.Completed => Media,
        EventKind.None or EventKind.Mailed or EventKind.Hidden or EventKind.QuizAnswered or EventKind.ExcludedFromTaste or EventKind.StrengthChosen => FrozenSet<string>.Empty,
        _ => Line,
    };

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
