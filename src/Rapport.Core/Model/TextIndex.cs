using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>How alike items are by their words: title, category, brand, creator and description, rare words counting most. For items nobody has taken yet.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: term frequency times inverse document frequency, the square root of items over items with the word, each item of length 1; likeness is the cosine, 0 to 1.</para>
/// <para><b>Order and determinism</b>: terms and items ascending; ties go to the smaller item id; no logarithm, so the bits are equal everywhere.</para>
/// <para><b>Threads</b>: safe. <b>Cost</b>: building O(words); a question reads the lists of the words of one item.</para>
/// </remarks>
public sealed class TextIndex
{
    /// <summary>Of a longer description only the beginning is read.</summary>
    private const int LongestDescription = 400;

    /// <summary>A word in more than this share of the items says nothing.</summary>
    private const double MostCommon = 0.2;

    private const int MostAnswers = 20_000;

    private readonly CatalogueItem[] _items;
    private readonly Dictionary<string, List<(int Item, float Weight)>> _postings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _frequency;
    private readonly int _counted;
    private readonly ConcurrentDictionary<(ItemId Item, int Top), (CatalogueItem Item, double Likeness)[]> _answers = new();

    /// <param name="counted">The items whose words tell how rare a word is.</param>
    /// <param name="items">The items that can be found.</param>
    public TextIndex(IReadOnlyCollection<CatalogueItem> counted, IEnumerable<CatalogueItem> items)
    {
        ArgumentNullException.ThrowIfNull(counted);
        ArgumentNullException.ThrowIfNull(items);
        (_counted, _frequency) = (Math.Max(1, counted.Count), new(StringComparer.Ordinal));
        foreach (var word in counted.SelectMany(item => Words(item).Keys))
            CollectionsMarshal.GetValueRefOrAddDefault(_frequency, word, out _)++;
        _items = [.. items.OrderBy(item => item.Id)];
        for (var at = 0; at < _items.Length; at++)
        {
            foreach (var (word, weight) in Vector(_items[at]))
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_postings, word, out _);
                (list ??= []).Add((at, (float)weight));
            }
        }
    }

    public int Count => _items.Length;

    /// <summary>The items most alike to one, best first, itself left out. An answer is kept, because popular items are asked about again and again.</summary>
    public IReadOnlyList<(CatalogueItem Item, double Likeness)> Like(CatalogueItem item, int top)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (_answers.TryGetValue((item.Id, top), out var known))
            return known;
        var answer = Find(item, top);
        if (_answers.Count < MostAnswers)
            _answers.TryAdd((item.Id, top), answer);
        return answer;
    }

    private (CatalogueItem Item, double Likeness)[] Find(CatalogueItem item, int top)
    {
        var sums = new Dictionary<int, double>();
        foreach (var (word, weight) in Vector(item))
        {
            if (!_postings.TryGetValue(word, out var list))
                continue;
            foreach (var (other, theirs) in CollectionsMarshal.AsSpan(list))
                CollectionsMarshal.GetValueRefOrAddDefault(sums, other, out _) += weight * theirs;
        }

        return [.. sums.Where(sum => _items[sum.Key].Id != item.Id).OrderByDescending(sum => sum.Value).ThenBy(sum => sum.Key).Take(top).Select(sum => (_items[sum.Key], sum.Value))];
    }

    private List<(string Word, double Weight)> Vector(CatalogueItem item)
    {
        var vector = new List<(string Word, double Weight)>();
        var norm = 0.0;
        foreach (var (word, times) in Words(item))
        {
            var common = Math.Max(1, _frequency.GetValueOrDefault(word));
            if (common > Math.Max(2, MostCommon * _counted))
                continue;
            var weight = times * Math.Sqrt((double)_counted / common);
            vector.Add((word, weight));
            norm += weight * weight;
        }

        for (var i = 0; i < vector.Count; i++)
            vector[i] = (vector[i].Word, vector[i].Weight / Math.Sqrt(norm));
        return vector;
    }

    private static SortedDictionary<string, int> Words(CatalogueItem item)
    {
        var words = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Read(item.Title, words);
        Read(item.Category, words);
        Read(item.Brand, words);
        Read(item.Creator, words);
        Read(item.Description is { Length: > LongestDescription } text ? text[..LongestDescription] : item.Description, words);
        return words;
    }

    private static void Read(string? text, SortedDictionary<string, int> words)
    {
        for (var at = 0; text is not null && at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
                at++;
            if (at - start < 2)
                continue;
            var word = text[start..at].ToLowerInvariant();
            words[word] = words.GetValueOrDefault(word) + 1;
        }
    }
}
