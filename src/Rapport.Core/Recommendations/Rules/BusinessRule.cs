using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.Recommendations.Rules;

/// <summary>One wish of the shop about what is shown. It never overrides tact, consent or a filter.</summary>
/// <param name="Id">The shop's name for it; decisions name it.</param>
/// <param name="Surface">Where it holds; None for everywhere. A pin names its surface.</param>
/// <param name="Item">The item meant; or else <paramref name="Category"/> or <paramref name="Brand"/>.</param>
/// <param name="Category">A path: items in it or below.</param>
/// <param name="Place">Of a pin: the slot, from 1.</param>
/// <param name="Factor">Of a boost: above 1 lifts, below 1 lowers; 0.1 to 10.</param>
public sealed record BusinessRule(
    string Id, BusinessRuleKind Kind, Surface Surface = Surface.None, ItemId? Item = null, string? Category = null, string? Brand = null, int Place = 0, double Factor = 1)
{
    public const int MaxIdLength = 64;

    /// <summary>True when the rule is about the item.</summary>
    public bool IsAbout(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (Item is { } id)
            return item.Id == id;
        if (Category is { } category && !item.IsIn(category))
            return false;
        return Brand is null ? Category is not null : Brand.Equals(item.Brand, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>What a rule asks for. Values are stored: never renumber.</summary>
public enum BusinessRuleKind : byte
{
    None = 0,

    /// <summary>An item at a place of a surface.</summary>
    Pin = 1,

    /// <summary>Items further up, or further down, among those of their own source.</summary>
    Boost = 2,

    /// <summary>Items never.</summary>
    Exclude = 3,
}
