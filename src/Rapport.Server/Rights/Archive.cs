using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Rapport.Server.Endpoints;

namespace Rapport.Server.Rights;

/// <summary>Everything held as one archive: a page a person can read, JSON for programs, CSV for tables.</summary>
internal sealed class Archive(TimeProvider clock)
{
    private static readonly JsonSerializerOptions Indented = new(ApiJson.Default.Options) { WriteIndented = true };

    public byte[] Pack(EverythingHeld held, string language)
    {
        var words = language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? ArchiveWords.German : ArchiveWords.English;
        var tables = TablesOf(held, words);
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "index.html", Page(held, tables, words));
            Add(zip, "my-data.json", JsonSerializer.Serialize(held, Indented));
            foreach (var table in tables)
                Add(zip, table.File, Csv(table));
        }

        return packed.ToArray();
    }

    private static List<Table> TablesOf(EverythingHeld held, ArchiveWords words) =>
    [
        new("history.csv", words.History, ["kind", "item", "title", "at", "quantity", "price", "orderId", "text", "provenance", "purposes", "gift"],
            [.. held.History.Select(line => new[] { line.Kind, line.Item, line.Title, Time(line.At), Number(line.Quantity), line.Price, line.OrderId, line.Text, line.Provenance, string.Join(' ', line.Purposes), line.Gift ? "true" : "false" })]),
        new("choices.csv", words.Choices, ["purpose", "choice", "at", "textVersion", "language", "surface", "source", "scope", "regime", "jurisdiction", "signals"],
            [.. held.Consents.Select(choice => new[] { choice.Purpose, choice.Choice, Time(choice.At), choice.TextVersion, choice.Language, choice.Surface, choice.Source, choice.Scope, choice.Regime, choice.Jurisdiction, string.Join(' ', choice.Signals) })]),
        new("inferences.csv", words.Inferences, ["topic", "standing", "since", "from"],
            [.. held.Inferences.Select(drawn => new[] { drawn.Topic, drawn.Standing, Time(drawn.Since), string.Join(' ', drawn.From.Select(from => from.Item)) })]),
        new("uses.csv", words.Uses, ["date", "purpose", "surface", "times"],
            [.. held.Uses.Select(use => new[] { use.Date.ToString("O", CultureInfo.InvariantCulture), use.Purpose, use.Surface, Number(use.Times) })]),
        new("decisions.csv", words.Decisions, ["id", "at", "surface", "tier", "items", "heldBack", "uses"],
            [.. held.Decisions.Select(made => new[] { made.Id, Time(made.At), made.Surface, made.Tier, string.Join(' ', made.Items), string.Join(' ', made.HeldBack), string.Join(' ', made.Uses) })]),
        new("recipients.csv", words.Recipients, ["name", "role", "country", "purposes"],
            [.. held.Recipients.Select(recipient => new[] { recipient.Name, recipient.Role, recipient.Country, string.Join(' ', recipient.Purposes) })]),
    ];

    /// <summary>RFC 4180. What a spreadsheet would run as a formula is shielded by an apostrophe.</summary>
    private static string Csv(Table table) =>
        string.Concat(table.Rows.Prepend(table.Columns).Select(row => string.Join(',', row.Select(Cell)) + "\r\n"));

    private static string Cell(string? value)
    {
        var text = value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + value : value ?? "";
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private string Page(EverythingHeld held, IReadOnlyList<Table> tables, ArchiveWords words)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{words.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Safe(words.Title)}</title><style>{Style}</style></head><body><main>");
        page.Append(CultureInfo.InvariantCulture, $"<h1>{Safe(words.Title)}</h1><p>{Safe(words.About)}</p><p><strong>{Safe(held.Customer.Id)}</strong> · {Time(clock.GetUtcNow())} · {Safe(words.Total)}: {held.Total}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p><a href=\"my-data.json\">my-data.json</a></p>");
        foreach (var table in tables)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{Safe(table.Title)} ({table.Rows.Count})</h2><p><a href=\"{table.File}\">{table.File}</a></p><div><table><thead><tr>");
            foreach (var column in table.Columns)
                page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Safe(column)}</th>");
            page.Append("</tr></thead><tbody>");
            foreach (var row in table.Rows)
                page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Safe(cell)}</td>")).Append("</tr>");
            page.Append("</tbody></table></div>");
        }

        return page.Append("</main></body></html>").ToString();
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }

    private static string Safe(string? text) => WebUtility.HtmlEncode(text ?? "");

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private const string Style = ":root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}main{max-width:70rem;margin:0 auto;padding:1rem}div{overflow-x:auto}table{border-collapse:collapse;font-size:.875rem}th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8886;vertical-align:top}";

    private sealed record Table(string File, string Title, string[] Columns, IReadOnlyList<string?[]> Rows);
}
