using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core;

/// <summary>The catalogue's items by their places in the model and in the popular list, each looked up once for all requests.</summary>
/// <remarks><b>Threads</b>: safe; two that look an item up at once find the same. <b>Cost</b>: 8 bytes an item of the model.</remarks>
internal sealed class Shelf(Shop shop)
{
    private readonly ItemCatalogue _catalogue = shop.Catalogue;
    private readonly ItemItemModel _model = shop.Model;
    private readonly ContextLists _lists = shop.Lists;
    private readonly CatalogueItem?[] _ofModel = new CatalogueItem?[shop.Model.ItemCount];
    private CatalogueItem[]? _popular;

    /// <summary>What many choose, best first, as far as the catalogue knows it.</summary>
    public CatalogueItem[] Popular => _popular ??= [.. _lists.Popular.ToArray().Select(_catalogue.Find).OfType<CatalogueItem>()];

    public bool IsOf(Shop other) => ReferenceEquals(_catalogue, other.Catalogue) && ReferenceEquals(_model, other.Model) && ReferenceEquals(_lists, other.Lists);

    /// <param name="index">Of the model.</param>
    /// <returns>Null where the catalogue does not know the item any more.</returns>
    public CatalogueItem? Find(int index) => _ofModel[index] ??= _catalogue.Find(_model.ItemAt(index));
}
