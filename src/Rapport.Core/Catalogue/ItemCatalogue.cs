using System.Collections.Frozen;
using Rapport.Core.Events;

namespace Rapport.Core.Catalogue;

/// <summary>All items of one tenant at one moment, classed. Immutable: a change is a new catalogue.</summary>
/// <remarks><b>Threads</b>: safe to share. <b>Cost</b>: look-up O(1), building O(items), with words that repeat kept once; some 300 bytes an item.</remarks>
public sealed class ItemCatalogue
{
    private readonly Dictionary<ItemId, CatalogueItem> _items;
    private readonly FrozenDictionary<string, CatalogueItem[]> _series;

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

        string Once(string word) => words.TryGetValue(word, out var known) ? known : words[word] = word;
    }

    public static ItemCatalogue Empty { get; } = new([]);

    public TopicClassifier Classifier { get; }

    public int Count => _items.Count;

    public IEnumerable<CatalogueItem> Items => _items.Values;

    /// <summary>The parts of a series in their order; empty when there is none of the name.</summary>
    public IReadOnlyList<CatalogueItem> PartsOf(string series) => _series.GetValueOrDefault(series, []);

    /// <summary>The catalogue with items added or replaced; what stays is not classed again.</summary>
    public ItemCatalogue With(IEnumerable<CatalogueItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new ItemCatalogue(new Dictionary<ItemId, CatalogueItem>(_items), items, Classifier);
    }

    public CatalogueItem? Find(ItemId id) => _items.GetValueOrDefault(id);
}
