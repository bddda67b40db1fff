using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.Recommendations;

/// <summary>What every item of an answer must be, whatever brought it there, pins included.</summary>
/// <param name="Categories">Paths; an item lies in one of them or below. Empty for all.</param>
/// <param name="InStockOnly">Also where the page's own results are ordered; everywhere else it holds anyway.</param>
/// <param name="PriceFrom">Hundredths, inclusive.</param>
/// <param name="PriceTo">Hundredths, inclusive.</param>
/// <param name="Gender">For whom the shop says it is made, e.g. <c>female</c>; unisex is for all. What the page or the request says, never what somebody is taken for.</param>
/// <param name="AgeGroup">For what age the shop says it is made, e.g. <c>kids</c>.</param>
/// <param name="Items">Only one of these, which the shop chose for a message; null for any.</param>
public sealed record ItemFilters(
    IReadOnlyList<string> Categories, bool InStockOnly = false, long PriceFrom = 0, long PriceTo = long.MaxValue, string? Gender = null, string? AgeGroup = null, IReadOnlyList<ItemId>? Items = null)
{
    public static ItemFilters None { get; } = new([]);

    public bool IsNone => Categories.Count == 0 && !InStockOnly && PriceFrom == 0 && PriceTo == long.MaxValue && Gender is null && AgeGroup is null && Items is null;

    public bool Allow(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.PriceMinor < PriceFrom || item.PriceMinor > PriceTo || (InStockOnly && !item.InStock))
            return false;
        if ((Gender is not null && !Is(item.Gender, Gender) && !Is(item.Gender, "unisex")) || (AgeGroup is not null && !Is(item.AgeGroup, AgeGroup)))
            return false;
        if (Items is not null && !Items.Contains(item.Id))
            return false;
        if (Categories.Count == 0)
            return true;
        foreach (var category in Categories)
        {
            if (item.IsIn(category))
                return true;
        }

        return false;
    }

    /// <summary>What an item does not say, it is not.</summary>
    private static bool Is(string? said, string asked) => string.Equals(said, asked, StringComparison.OrdinalIgnoreCase);
}
