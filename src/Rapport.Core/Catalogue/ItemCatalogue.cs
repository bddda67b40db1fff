using System.Collections.Frozen;
using Rapport.Core.Events;

namespace Rapport.Core.Catalogue;

/// <summary>All items of one tenant at one moment, classed. Immutable: a change is a new catalogue.</summary>
/// <remarks><b>Threads</b>: safe to share. <b>Cost</b>: look-up O(1), building O(items).</remarks>
public sealed class ItemCatalogue
{
    private readonly FrozenDictionary<ItemId, CatalogueItem> _items;
    private readonly FrozenDictionary<string, CatalogueItem[]> _series;

    public ItemCatalogue(IEnumerable<CatalogueItem> items, TopicClassifier? classifier = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        Classifier = classifier ?? TopicClassifier.Default;
        _items = items.Select(item => item with { Class = Classifier.ClassOf(item) }).ToFrozenDictionary(item => item.Id);
        _series = _items.Values.Where(item => item.Series is not null).GroupBy(item => item.Series!, StringComparer.Ordinal)
            .ToFrozenDictionary(parts => parts.Key, parts => parts.OrderBy(part => part.SeriesPosition).ThenBy(part => part.Id).ToArray(), StringComparer.Ordinal);
    }

    public static ItemCatalogue Empty { get; } = new([]);

    public TopicClassifier Classifier { get; }

    public int Count => _items.Count;

    public IEnumerable<CatalogueItem> Items => _items.Values;

    /// <summary>The parts of a series in their order; empty when there is none of the name.</summary>
    public IReadOnlyList<CatalogueItem> PartsOf(string series) => _series.GetValueOrDefault(series, []);

    public CatalogueItem? Find(ItemId id) => _items.GetValueOrDefault(id);
}
