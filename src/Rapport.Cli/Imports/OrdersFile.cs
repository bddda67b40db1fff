using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Cli.Imports;

/// <summary>A shop's order export: rows that can be used, and those that cannot with their causes.</summary>
internal sealed class OrdersFile
{
    private const int LongestOrderId = 128;

    private static readonly string[][] Known =
    [
        ["customer", "customer_id", "user", "user_id"],
        ["order", "order_id", "order_number", "invoice", "invoice_no"],
        ["item", "item_id", "product", "product_id", "sku", "stock_code"],
        ["time", "date", "order_date", "created_at", "timestamp", "invoice_date"],
        ["quantity", "qty"],
        ["price", "unit_price"],
        ["title", "name", "description"],
        ["category"],
        ["consent_purposes"],
        ["consent_time"],
        ["consent_text_version"],
        ["consent_source"],
    ];

    private readonly Columns _columns;
    private readonly DateTimeOffset _now;

    private OrdersFile(string path, CsvFile csv, DateTimeOffset now)
    {
        (_columns, _now, Header) = (new Columns(csv.Header, Known), now, csv.Header);
        _columns.Need(path, csv.Header, "customer", "order", "item", "time");
    }

    internal IReadOnlyList<string> Header { get; }

    internal List<OrderRow> Rows { get; } = [];

    internal List<RejectedRow> Rejected { get; } = [];

    /// <summary>True where rows can carry evidence of consent themselves.</summary>
    internal bool HasEvidence => _columns.Has("consent_purposes");

    internal static OrdersFile Read(string path, DateTimeOffset now, IProgress<double>? progress)
    {
        using var csv = CsvFile.Open(path);
        var orders = new OrdersFile(path, csv, now);
        foreach (var row in csv.Rows())
        {
            orders.Take(row);
            if ((row.Line & 0xfff) == 0)
                progress?.Report(csv.Share);
        }

        return orders;
    }

    private void Take(CsvRow row)
    {
        try
        {
            if (row.Flaw is { } flaw)
                throw new BadRowException("unreadable", flaw);
            Rows.Add(RowOf(row.Fields));
        }
        catch (BadRowException bad)
        {
            Rejected.Add(new RejectedRow(row.Line, bad.Code, bad.Message, row.Fields));
        }
    }

    private OrderRow RowOf(string[] fields) => new(
        FieldReader.Id("customer", _columns.Of(fields, "customer"), CustomerId.MaxLength),
        FieldReader.Id("order", _columns.Of(fields, "order"), LongestOrderId),
        new ItemId(FieldReader.Id("item", _columns.Of(fields, "item"), ItemId.MaxLength)),
        FieldReader.Time("time", _columns.Of(fields, "time"), _now),
        _columns.Of(fields, "quantity") is { Length: > 0 } quantity ? FieldReader.Quantity(quantity) : 1,
        _columns.Of(fields, "price") is { Length: > 0 } price ? FieldReader.PriceMinor(price) : 0,
        _columns.Of(fields, "title").Trim(),
        _columns.Of(fields, "category").Trim(),
        EvidenceOf(fields));

    private IReadOnlyList<ConsentEntry> EvidenceOf(string[] fields)
    {
        var purposes = FieldReader.PurposesOf(_columns.Of(fields, "consent_purposes"));
        return purposes.Count == 0 ? [] : Evidence.Of(purposes, _columns.Of(fields, "consent_text_version"), _columns.Of(fields, "consent_time"), _columns.Of(fields, "consent_source"), ConsentChoice.Granted, _now);
    }
}
