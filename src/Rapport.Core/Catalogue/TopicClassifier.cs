using System.Buffers;
using System.Collections.Immutable;

namespace Rapport.Core.Catalogue;

/// <summary>Classes items, never people: from the feed's own fields, then a word list in the shop's languages.</summary>
/// <remarks>
/// A class set by the shop (a non-ordinary <see cref="CatalogueItem.Class"/>) stands. A word hit in the category decides the class it names;
/// a hit in the title alone is doubt, and doubt is treated as delicate until somebody decides. Source: tact specification, section 2.
/// </remarks>
public sealed class TopicClassifier
{
    private readonly ImmutableArray<(string Word, TopicClass Class)> _words;

    /// <summary>All words at once: most texts have none, and a million of them are classed at a start.</summary>
    private readonly SearchValues<string> _any;

    public TopicClassifier(IEnumerable<(string Word, TopicClass Class)> words)
    {
        _words = [.. words.OrderByDescending(entry => entry.Class.IsSensitive).ThenByDescending(entry => entry.Word.Length)];
        _any = SearchValues.Create([.. _words.Select(entry => entry.Word)], StringComparison.OrdinalIgnoreCase);
    }

    public static TopicClassifier Default { get; } = new(TopicWords.EnglishAndGerman);

    public TopicClass ClassOf(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (item.Class != TopicClass.Ordinary)
            return item.Class;
        if (item.AgeGroup is "newborn" or "infant")
            return new TopicClass("D1");
        if (Match(item.Category) is { } byCategory)
            return byCategory;
        return Match(item.Title) switch
        {
            null => TopicClass.Ordinary,
            { IsDelicate: true } delicate => delicate,
            // A word alone is doubt: not shown on a personal basis, though not barred from the shelf it stands on.
            _ when item.Category.Length > 0 => new TopicClass("D4"),
            { } sensitive => sensitive,
        };
    }

    /// <summary>The class of free text such as search words.</summary>
    public TopicClass ClassOfText(string text) => Match(text) ?? TopicClass.Ordinary;

    private TopicClass? Match(string text)
    {
        if (!text.AsSpan().ContainsAny(_any))
            return null;
        foreach (var (word, topicClass) in _words)
        {
            if (ContainsWord(text, word))
                return topicClass;
        }

        return null;
    }

    private static bool ContainsWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }
}
