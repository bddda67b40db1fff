using System.Collections.Frozen;
using System.Collections.Immutable;
using Rapport.Core.Events;

namespace Rapport.Demo.Catalogue;

/// <summary>All that the demo shop sells: about 400 products on 12 shelves, the same on every machine.</summary>
public sealed class DemoCatalogue
{
    public const string ShopName = "Amsel";

    public const string Currency = "EUR";

    private static readonly Lazy<DemoCatalogue> Loaded = new(() => CatalogueReader.Read());

    private readonly FrozenDictionary<ItemId, DemoProduct> _byId;

    internal DemoCatalogue(IEnumerable<DemoCategory> categories, IEnumerable<DemoProduct> products)
    {
        Categories = [.. categories];
        Products = [.. products];
        _byId = Products.ToFrozenDictionary(product => product.Id);
    }

    public static DemoCatalogue Shared => Loaded.Value;

    public ImmutableArray<DemoCategory> Categories { get; }

    public ImmutableArray<DemoProduct> Products { get; }

    public DemoProduct? Find(ItemId id) => _byId.GetValueOrDefault(id);
}
