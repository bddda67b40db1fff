using System.Collections.Frozen;
using Rapport.Core.Events;

namespace Rapport.Server.Intake;

/// <summary>The names of the Segment e-commerce and video specifications, and our own for the loyalty programme and for what was shown, that are understood; all others are refused as unknown.</summary>
internal static class EventNames
{
    private static readonly FrozenDictionary<string, EventKind> Kinds = new Dictionary<string, EventKind>
    {
        ["Product Viewed"] = EventKind.ProductViewed,
        ["Product Clicked"] = EventKind.ProductClicked,
        ["Products Searched"] = EventKind.ProductsSearched,
        ["Product List Viewed"] = EventKind.CategoryViewed,
        ["Product Added"] = EventKind.AddedToCart,
        ["Product Removed"] = EventKind.RemovedFromCart,
        ["Product Added to Wishlist"] = EventKind.AddedToWishlist,
        ["Product Removed from Wishlist"] = EventKind.RemovedFromWishlist,
        ["Wishlist Product Added to Cart"] = EventKind.AddedToCart,
        ["Loyalty Points Earned"] = EventKind.LoyaltyPointsEarned,
        ["Loyalty Tier Changed"] = EventKind.LoyaltyTierChanged,
        ["Recommendation Shown"] = EventKind.Shown,
        ["Order Completed"] = EventKind.OrderCompleted,
        ["Order Refunded"] = EventKind.OrderRefunded,
        ["Order Cancelled"] = EventKind.OrderRefunded,
        ["Video Playback Started"] = EventKind.Played,
        ["Video Content Started"] = EventKind.Played,
        ["Video Playback Completed"] = EventKind.Completed,
        ["Video Content Completed"] = EventKind.Completed,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static EventKind Find(string? name) => name is null ? EventKind.None : Kinds.GetValueOrDefault(name);
}
