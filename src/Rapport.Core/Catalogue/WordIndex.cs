using System.Runtime.InteropServices;

namespace Rapport.Core.Catalogue;

/// <summary>Finds items by words of a search: in their titles, and by half in their categories.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: likeness is the mean over the words of the search, 0 to 1. A word counts whole (1), by its beginning (.7), or as a part of a longer one (.4), for languages that compound.</para>
/// <para><b>Threads</b>: immutable. <b>Cost</b>: a search looks at each different word once and at the items of those that fit, not at every title.</para>
/// </remarks>
internal sealed class WordIndex
{
    private const int ShortestWord = 3;

    private readonly CatalogueItem[] _items;
    private readonly Dictionary<string, List<int>> _byTitle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byCategory = new(StringComparer.Ordinal);

    public WordIndex(ItemCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        _items = [.. catalogue.Items.OrderBy(item => item.Id)];
        for (var at = 0; at < _items.Length; at++)
        {
            foreach (var word in WordsOf(_items[at].Title))
                Add(_byTitle, word, at);
            if (_items[at].Category.Length > 0)
                Add(_byCategory, _items[at].Category, at);
        }
    }

    /// <summary>All items with any likeness, the closest first, ties by item id.</summary>
    public IEnumerable<CatalogueItem> Find(string search)
    {
        ArgumentNullException.ThrowIfNull(search);
        var sums = new Dictionary<int, double>();
        foreach (var word in WordsOf(search))
        {
            foreach (var (item, fit) in FitsOf(word))
                CollectionsMarshal.GetValueRefOrAddDefault(sums, item, out _) += fit;
        }

        return sums.OrderByDescending(sum => sum.Value).ThenBy(sum => sum.Key).Select(sum => _items[sum.Key]);
    }

    /// <summary>How well one word fits each item that it fits at all.</summary>
    private Dictionary<int, double> FitsOf(string word)
    {
        var fits = new Dictionary<int, double>();
        foreach (var (other, items) in _byTitle)
            Raise(fits, items, Fit(word, other));
        foreach (var (category, items) in _byCategory)
            Raise(fits, items, 0.5 * WordsOf(category).Select(other => Fit(word, other)).DefaultIfEmpty().Max());
        return fits;
    }

    private static void Raise(Dictionary<int, double> fits, List<int> items, double fit)
    {
        if (fit == 0)
            return;
        foreach (var item in items)
        {
            ref var best = ref CollectionsMarshal.GetValueRefOrAddDefault(fits, item, out _);
            best = Math.Max(best, fit);
        }
    }

    private static double Fit(string word, string other)
    {
        if (other == word)
            return 1;
        if (other.StartsWith(word, StringComparison.Ordinal) || word.StartsWith(other, StringComparison.Ordinal))
            return 0.7;
        return other.Contains(word, StringComparison.Ordinal) || word.Contains(other, StringComparison.Ordinal) ? 0.4 : 0;
    }

    private static void Add(Dictionary<string, List<int>> lists, string word, int item)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, word, out _);
        (list ??= []).Add(item);
    }

    private static string[] WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split([' ', ',', '.', ';', ':', '/', '-', '>', '"', '(', ')', '&', '+'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= ShortestWord).Distinct()];
}
