using Rapport.Core.Catalogue;

namespace Rapport.Core.Recommendations;

/// <summary>What every item of an answer must be, whatever brought it there, pins included.</summary>
/// <param name="Categories">Paths; an item lies in one of them or below. Empty for all.</param>
/// <param name="InStockOnly">Also where the page's own results are ordered; everywhere else it holds anyway.</param>
/// <param name="PriceFrom">Hundredths, inclusive.</param>
/// <param name="PriceTo">Hundredths, inclusive.</param>
public sealed record ItemFilters(IReadOnlyList<string> Categories, bool InStockOnly = false, long PriceFrom = 0, long PriceTo = long.MaxValue)
{
    public static ItemFilters None { get; } = new([]);

    public bool IsNone => Categories.Count == 0 && !InStockOnly && PriceFrom == 0 && PriceTo == long.MaxValue;

    public bool Allow(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.PriceMinor < PriceFrom || item.PriceMinor > PriceTo || (InStockOnly && !item.InStock))
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
}
