using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Cli.Imports;

/// <summary>A record of choices by customer, from a file of its own.</summary>
internal sealed class ConsentFile
{
    private static readonly string[][] Known =
    [
        ["customer", "customer_id", "user", "user_id"],
        ["purpose", "purposes", "consent_purposes"],
        ["text_version", "consent_text_version"],
        ["time", "consent_time", "date"],
        ["source", "consent_source"],
        ["choice"],
    ];

    private readonly Dictionary<string, List<ConsentEntry>> _choices = new(StringComparer.Ordinal);

    internal IReadOnlyList<string> Header { get; private set; } = [];

    internal List<RejectedRow> Rejected { get; } = [];

    internal IReadOnlyList<ConsentEntry> Of(string customer) => _choices.GetValueOrDefault(customer) ?? [];

    internal IEnumerable<string> Customers => _choices.Keys;

    internal static ConsentFile Read(string path, DateTimeOffset now)
    {
        using var csv = CsvFile.Open(path);
        var columns = new Columns(csv.Header, Known);
        columns.Need(path, csv.Header, "customer", "purpose", "text_version", "time", "source");
        var file = new ConsentFile { Header = csv.Header };
        foreach (var row in csv.Rows())
            file.Take(row, columns, now);
        return file;
    }

    private void Take(CsvRow row, Columns columns, DateTimeOffset now)
    {
        try
        {
            if (row.Flaw is { } flaw)
                throw new BadRowException("unreadable", flaw);
            var customer = FieldReader.Id("customer", columns.Of(row.Fields, "customer"), CustomerId.MaxLength);
            var purposes = FieldReader.PurposesOf(columns.Of(row.Fields, "purpose"));
            if (purposes.Count == 0)
                throw new BadRowException("bad-consent", "purpose is missing");
            var choice = ChoiceOf(columns.Of(row.Fields, "choice"));
            var entries = Evidence.Of(purposes, columns.Of(row.Fields, "text_version"), columns.Of(row.Fields, "time"), columns.Of(row.Fields, "source"), choice, now);
            if (!_choices.TryGetValue(customer, out var choices))
                _choices[customer] = choices = [];
            choices.AddRange(entries);
        }
        catch (BadRowException bad)
        {
            Rejected.Add(new RejectedRow(row.Line, bad.Code, bad.Message, row.Fields));
        }
    }

    private static ConsentChoice ChoiceOf(string text) => text.Trim().ToLowerInvariant() switch
    {
        "" or "granted" or "yes" => ConsentChoice.Granted,
        "refused" or "no" => ConsentChoice.Refused,
        "withdrawn" => ConsentChoice.Withdrawn,
        var other => throw new BadRowException("bad-consent", $"choice '{other}' is none of granted, refused, withdrawn"),
    };
}
