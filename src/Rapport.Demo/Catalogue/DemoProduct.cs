using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Demo.Catalogue;

/// <summary>A thing the demo shop sells.</summary>
/// <param name="Path">The category path at depth three.</param>
/// <param name="Family">What it is apart from its colour, scent or size.</param>
/// <param name="Shape">The drawing of its picture.</param>
/// <param name="Pattern">What its main surface looks like in the picture.</param>
public sealed record DemoProduct(
    ItemId Id,
    DemoText Title,
    DemoText Description,
    DemoCategory Category,
    DemoGroup Group,
    string Path,
    string Family,
    DemoVariant Variant,
    long PriceMinor,
    bool InStock,
    bool IsConsumable,
    string Shape,
    string Pattern)
{
    /// <summary>The same thing as the personalization server knows it.</summary>
    public CatalogueItem ToItem() => new(
        Id,
        Title.En,
        Path,
        PriceMinor,
        DemoCatalogue.Currency,
        InStock,
        Url: "/p/" + Id.Value,
        ImageUrl: "/shop/pictures/" + Id.Value + ".svg",
        Brand: DemoCatalogue.ShopName,
        IsConsumable: IsConsumable,
        Class: Category.Class);
}
