using System.Globalization;
using System.Text.Json.Nodes;

namespace Rapport.Cli.Imports;

/// <summary>What became of a feed.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Retired">Items of the catalogue that the feed no longer has: out of stock, not deleted.</param>
/// <param name="Left">Rows not taken, by cause.</param>
/// <param name="Products">Items of the catalogue now, variants of one product counted once.</param>
/// <param name="IsWhole">Whether the file was read to its end.</param>
internal sealed record FeedReport(int Read, int Added, int Updated, int Unchanged, int Retired, IReadOnlyDictionary<string, int> Left, int Items, int Products, bool IsWhole, double Seconds)
{
    /// <summary>Nothing of the file could be taken.</summary>
    internal bool IsUseless => Added + Updated + Unchanged == 0;

    internal JsonObject ToJson(string tenant) => new()
    {
        ["tenant"] = tenant,
        ["read"] = Read,
        ["added"] = Added,
        ["updated"] = Updated,
        ["unchanged"] = Unchanged,
        ["retired"] = Retired,
        ["rejected"] = new JsonObject(Left.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["items"] = Items,
        ["products"] = Products,
        ["whole"] = IsWhole,
        ["seconds"] = Math.Round(Seconds, 3),
    };

    internal IEnumerable<string> Lines()
    {
        yield return Text($"Read {Read:N0} products: new {Added:N0}, changed {Updated:N0}, as before {Unchanged:N0}, not taken {Left.Values.Sum():N0}.");
        foreach (var (cause, count) in Left.OrderByDescending(pair => pair.Value))
            yield return Text($"  {count,10:N0}  {cause}");
        if (Retired > 0)
            yield return Text($"{Retired:N0} items are in the feed no more: they are out of stock now, not deleted.");
        yield return Text($"The catalogue has {Items:N0} items, which are {Products:N0} products; {Seconds:F1} s.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
