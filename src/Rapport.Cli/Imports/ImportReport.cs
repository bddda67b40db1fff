using System.Globalization;
using System.Text.Json.Nodes;

namespace Rapport.Cli.Imports;

/// <summary>What became of a file.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Stored">Events now on disk that were not before.</param>
/// <param name="AlreadyThere">Events an earlier import had stored.</param>
/// <param name="Left">Rows not stored, by cause.</param>
internal sealed record ImportReport(int Read, int Stored, int AlreadyThere, IReadOnlyDictionary<string, int> Left, int Customers, int Items, double Seconds)
{
    internal double EventsPerSecond => Seconds > 0 ? Stored / Seconds : 0;

    /// <summary>Nothing of the file is in the store.</summary>
    internal bool IsUseless => Stored + AlreadyThere == 0;

    internal JsonObject ToJson(string tenant) => new()
    {
        ["tenant"] = tenant,
        ["read"] = Read,
        ["stored"] = Stored,
        ["alreadyThere"] = AlreadyThere,
        ["rejected"] = new JsonObject(Left.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["customers"] = Customers,
        ["items"] = Items,
        ["seconds"] = Math.Round(Seconds, 3),
        ["eventsPerSecond"] = Math.Round(EventsPerSecond),
    };

    internal IEnumerable<string> Lines()
    {
        yield return Text($"Read {Read:N0} rows: stored {Stored:N0}, there already {AlreadyThere:N0}, not stored {Left.Values.Sum():N0}.");
        foreach (var (cause, count) in Left.OrderByDescending(pair => pair.Value))
            yield return Text($"  {count,10:N0}  {cause}");
        yield return Text($"{Customers:N0} customers, {Items:N0} items, {Seconds:F1} s, {EventsPerSecond:N0} events a second.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
