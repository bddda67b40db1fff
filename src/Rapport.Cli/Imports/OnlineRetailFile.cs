using System.Globalization;
using Rapport.Core.Events;

namespace Rapport.Cli.Imports;

/// <summary>The UCI Online Retail transactions: which rows count is the published rule of the benchmark, so that figures compare.</summary>
/// <remarks><b>Source</b>: Chen, D. (2015), UCI Machine Learning Repository, CC BY 4.0.</remarks>
internal sealed class OnlineRetailFile
{
    internal const string Currency = "GBP";

    private static readonly string[][] Known = [["InvoiceNo"], ["StockCode"], ["Description"], ["Quantity"], ["InvoiceDate"], ["UnitPrice"], ["CustomerID"]];

    private readonly Columns _columns;
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);

    private OnlineRetailFile(string path, CsvFile csv)
    {
        _columns = new Columns(csv.Header, Known);
        _columns.Need(path, csv.Header, Known.Select(column => column[0]));
    }

    internal List<OrderRow> Rows { get; private set; } = [];

    /// <summary>Rows the rule leaves out, by cause.</summary>
    internal Dictionary<string, int> Rejected { get; } = new(StringComparer.Ordinal);

    internal int Read { get; private set; }

    /// <summary>How many days later everything is said to have happened.</summary>
    internal int ShiftedDays { get; private set; }

    /// <summary>Reads the file and moves its times by whole days, so that its last order falls on yesterday: history is kept for a year and the data are old.</summary>
    internal static OnlineRetailFile Open(string path, DateTimeOffset now, IProgress<double>? progress)
    {
        using var csv = CsvFile.Open(path);
        var retail = new OnlineRetailFile(path, csv);
        foreach (var row in csv.Rows())
        {
            retail.Take(row);
            if ((row.Line & 0x1fff) == 0)
                progress?.Report(csv.Share);
        }

        retail.Shift(now);
        return retail;
    }

    private void Take(CsvRow row)
    {
        Read++;
        if (row.Flaw is not null)
        {
            Leave("unreadable");
            return;
        }

        var (customer, invoice, code) = (_columns.Of(row.Fields, "CustomerID"), _columns.Of(row.Fields, "InvoiceNo"), _columns.Of(row.Fields, "StockCode").Trim().ToUpperInvariant());
        var hasQuantity = int.TryParse(_columns.Of(row.Fields, "Quantity"), CultureInfo.InvariantCulture, out var quantity);
        var hasPrice = decimal.TryParse(_columns.Of(row.Fields, "UnitPrice"), CultureInfo.InvariantCulture, out var price);
        if (customer.Length == 0)
            Leave("no-customer");
        else if (invoice.StartsWith('C'))
            Leave("cancelled");
        else if (!hasQuantity || quantity <= 0)
            Leave("quantity-not-positive");
        else if (!hasPrice || price <= 0)
            Leave("price-not-positive");
        else if (!IsProduct(code))
            Leave("no-product-code");
        else if (!DateTimeOffset.TryParse(_columns.Of(row.Fields, "InvoiceDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
            Leave("bad-time");
        else
            Rows.Add(new OrderRow(customer.Replace(".0", "", StringComparison.Ordinal), invoice, new ItemId(code), at, quantity, Math.Max(1, (long)Math.Round(price * 100)), TitleOf(code, row.Fields), "", []));
    }

    /// <summary>One title for each code, the first one seen: the file spells some in several ways.</summary>
    private string TitleOf(string code, string[] fields)
    {
        if (!_titles.TryGetValue(code, out var title))
            _titles[code] = title = _columns.Of(fields, "Description").Trim() is { Length: > 0 } description ? description : code;
        return title;
    }

    private void Leave(string cause) => Rejected[cause] = Rejected.GetValueOrDefault(cause) + 1;

    /// <summary>Five digits, then letters only.</summary>
    private static bool IsProduct(string code) => code.Length >= 5 && code[..5].All(char.IsAsciiDigit) && code[5..].All(char.IsAsciiLetter);

    private void Shift(DateTimeOffset now)
    {
        if (Rows.Count == 0)
            return;
        var last = Rows.Max(row => row.At);
        ShiftedDays = (now.UtcDateTime.Date.AddDays(-1) - last.UtcDateTime.Date).Days;
        Rows = [.. Rows.Select(row => row with { At = row.At.AddDays(ShiftedDays) })];
    }
}
