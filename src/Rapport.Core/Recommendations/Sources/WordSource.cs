using Rapport.Core.Catalogue;
using Rapport.Core.Model;

namespace Rapport.Core.Recommendations.Sources;

/// <summary>Items whose words are those of a search that found nothing, then what many choose on the shelf of the closest.</summary>
/// <remarks>A word counts whole, by its beginning, or as a part of a longer one (for languages that compound). <b>Cost</b>: one look at every title.</remarks>
internal sealed class WordSource : CandidateSource
{
    private const int ShortestWord = 3;
    private const int Most = 200;

    public override string Id => "words";

    public override IEnumerable<Candidate> Find(Situation situation)
    {
        var words = WordsOf(situation.Request.Query ?? "");
        if (words.Length == 0)
            yield break;
        var closest = situation.Shop.Catalogue.Items
            .Where(situation.IsOffered)
            .Select(item => (Item: item, Likeness: Likeness(words, item)))
            .Where(each => each.Likeness > 0)
            .OrderByDescending(each => each.Likeness).ThenBy(each => each.Item.Id)
            .Take(Most).ToList();
        for (var place = 0; place < closest.Count; place++)
            yield return new Candidate(closest[place].Item, CandidateBasis.Words, -place, []);
        if (closest.Count == 0)
            yield break;
        var topic = closest[0].Item.Topic;
        for (var place = 0; place < situation.Shop.Lists.Popular.Length; place++)
        {
            if (situation.Find(situation.Shop.Lists.Popular[place]) is { } item && item.Topic == topic)
                yield return new Candidate(item, CandidateBasis.Category, -place, []);
        }
    }

    private static double Likeness(string[] words, CatalogueItem item)
    {
        var title = WordsOf(item.Title);
        var shelf = WordsOf(item.Category);
        return words.Sum(word => Math.Max(Best(word, title), 0.5 * Best(word, shelf))) / words.Length;
    }

    private static double Best(string word, string[] among)
    {
        var best = 0.0;
        foreach (var other in among)
        {
            if (other == word)
                return 1;
            if (other.StartsWith(word, StringComparison.Ordinal) || word.StartsWith(other, StringComparison.Ordinal))
                best = Math.Max(best, 0.7);
            else if (other.Contains(word, StringComparison.Ordinal) || word.Contains(other, StringComparison.Ordinal))
                best = Math.Max(best, 0.4);
        }

        return best;
    }

    private static string[] WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split([' ', ',', '.', ';', ':', '/', '-', '>', '"', '(', ')', '&', '+'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length >= ShortestWord).Distinct()];
}
