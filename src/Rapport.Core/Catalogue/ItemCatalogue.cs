using System.Collections.Frozen;
using Rapport.Core.Events;

namespace Rapport.Core.Catalogue;

/// <summary>All items of one tenant at one moment, classed. Immutable: a change is a new catalogue.</summary>
/// <remarks><b>Threads</b>: safe to share. <b>Cost</b>: look-up O(1), building O(items), with words that repeat kept once; some 300 bytes an item. The orders by shelf and tier are made when first asked for.</remarks>
public sealed class ItemCatalogue
{
    private readonly Dictionary<ItemId, CatalogueItem> _items;
    private readonly FrozenDictionary<string, CatalogueItem[]> _series;
    private readonly Lazy<FrozenDictionary<string, CatalogueItem[]>> _shelves;
    private readonly Lazy<CatalogueItem[]> _tiered;
    private readonly FrozenDictionary<string, CatalogueItem[]> _groups;

    public ItemCatalogue(IEnumerable<CatalogueItem> items, TopicClassifier? classifier = null)
        : this([], items ?? throw new ArgumentNullException(nameof(items)), classifier ?? TopicClassifier.Default)
    {
    }

    private ItemCatalogue(Dictionary<ItemId, CatalogueItem> before, IEnumerable<CatalogueItem> items, TopicClassifier classifier)
    {
        (Classifier, _items) = (classifier, before);
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
            _items[item.Id] = item with { Class = classifier.ClassOf(item), Category = Once(item.Category), Currency = Once(item.Currency), Brand = item.Brand is { } brand ? Once(brand) : null };
        _series = _items.Values.Where(item => item.Series is not null).GroupBy(item => item.Series!, StringComparer.Ordinal)
            .ToFrozenDictionary(parts => parts.Key, parts => parts.OrderBy(part => part.SeriesPosition).ThenBy(part => part.Id).ToArray(), StringComparer.Ordinal);
        _groups = _items.Values.Where(item => item.GroupId is not null).GroupBy(item => item.GroupId!, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(item => item.Id).ToArray(), StringComparer.Ordinal);
        _shelves = new(() => _items.Values.GroupBy(item => item.Category).ToFrozenDictionary(
            shelf => shelf.Key, shelf => shelf.OrderBy(item => item.PriceMinor).ThenBy(item => item.Id).ToArray(), StringComparer.Ordinal));
        _tiered = new(() => [.. _items.Values.Where(item => item.LoyaltyTier is not null).OrderByDescending(item => item.PublishedOn).ThenBy(item => item.Id)]);

        string Once(string word) => words.TryGetValue(word, out var known) ? known : words[word] = word;
    }

    public static ItemCatalogue Empty { get; } = new([]);

    public TopicClassifier Classifier { get; }

    public int Count => _items.Count;

    public IEnumerable<CatalogueItem> Items => _items.Values;

    /// <summary>The parts of a series in their order; empty when there is none of the name.</summary>
    public IReadOnlyList<CatalogueItem> PartsOf(string series) => _series.GetValueOrDefault(series, []);

    /// <summary>True when some items are variants of one product.</summary>
    public bool HasVariants => _groups.Count > 0;

    /// <summary>Items, variants of one product counted once.</summary>
    public int ProductCount => _items.Count - _groups.Values.Sum(group => group.Length - 1);

    /// <summary>All variants of the product an item is, itself among them, by id; empty when it has none.</summary>
    public IReadOnlyList<CatalogueItem> VariantsOf(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.GroupId is { } group && _groups.TryGetValue(group, out var variants) ? variants : [];
    }

    /// <summary>The product an item is: its group's first variant by id, or itself. What the model learns, and what counts as one to a customer.</summary>
    public ItemId ProductOf(ItemId id) => HasVariants && _items.GetValueOrDefault(id)?.GroupId is { } group ? _groups[group][0].Id : id;

    /// <summary>The catalogue with items added or replaced; what stays is not classed again.</summary>
    public ItemCatalogue With(IEnumerable<CatalogueItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new ItemCatalogue(new Dictionary<ItemId, CatalogueItem>(_items), items, Classifier);
    }

    /// <summary>Items that are for a loyalty tier only, the newest first.</summary>
    public IReadOnlyList<CatalogueItem> Tiered => _tiered.Value;

    public CatalogueItem? Find(ItemId id) => _items.GetValueOrDefault(id);

    /// <summary>The items of exactly this category, the cheapest first.</summary>
    public IReadOnlyList<CatalogueItem> Shelf(string category) => _shelves.Value.GetValueOrDefault(category, []);
}
