using System.Xml;

namespace Rapport.Cli.Imports;

/// <summary>A product feed in one of the forms Google Merchant Center takes: RSS 2.0 or Atom with the namespace <c>g</c>, or a table with a header. Read once, row by row.</summary>
/// <remarks>A document type is refused, so that no entity is ever looked up.</remarks>
internal sealed class FeedFile : IDisposable
{
    /// <summary>The attributes that are read.</summary>
    internal static readonly string[] Attributes =
    [
        "id", "item_group_id", "title", "description", "link", "image_link", "product_type", "google_product_category", "price", "sale_price", "sale_price_effective_date",
        "availability", "brand", "color", "size", "size_system", "gender", "age_group",
    ];

    private readonly PlainFile? _xml;
    private readonly CsvFile? _table;

    private FeedFile(PlainFile? xml, CsvFile? table) => (_xml, _table) = (xml, table);

    /// <summary>How much of the file is read, 0 to 1.</summary>
    internal double Share => _xml?.Share ?? _table!.Share;

    /// <summary>False once the file broke off or could not be read on: what comes after is unknown.</summary>
    internal bool IsWhole { get; private set; } = true;

    /// <exception cref="CommandFailedException">There is no such file, it is empty, or its header lacks a column.</exception>
    internal static FeedFile Open(string path)
    {
        var isXml = IsXml(path);
        if (isXml)
            return new FeedFile(PlainFile.Open(path), null);
        var table = CsvFile.Open(path);
        new Columns(NamesIn(table.Header), Attributes.Select(name => new[] { name })).Need(path, table.Header, "id", "title", "price", "availability");
        return new FeedFile(null, table);
    }

    internal IEnumerable<FeedRow> Rows() => _table is null ? XmlRows() : TableRows(_table);

    public void Dispose()
    {
        _xml?.Dispose();
        _table?.Dispose();
    }

    private static bool IsXml(string path)
    {
        using var file = PlainFile.Open(path);
        using var reader = new StreamReader(file.Content);
        int letter;
        do
            letter = reader.Read();
        while (letter >= 0 && char.IsWhiteSpace((char)letter));
        return letter == '<';
    }

    /// <summary>Names as some shops write them: <c>g:image link</c> is <c>image_link</c>.</summary>
    private static string[] NamesIn(IReadOnlyList<string> header) => [.. header.Select(name => name.StartsWith("g:", StringComparison.OrdinalIgnoreCase) ? name[2..] : name)];

    private IEnumerable<FeedRow> TableRows(CsvFile table)
    {
        var columns = new Columns(NamesIn(table.Header), Attributes.Select(name => new[] { name }));
        string[] present = [.. Attributes.Where(columns.Has)];
        using var rows = table.Rows().GetEnumerator();
        FeedRow? last = null;
        while (Next(() => rows.MoveNext() ? Row(rows.Current) : null, () => (last?.Line ?? 1) + 1) is { } row)
            yield return last = row;
        // As after a transfer that stopped in the middle of a row.
        IsWhole &= last?.Flaw is null;

        FeedRow Row(CsvRow row) => row.Flaw is { } flaw
            ? new FeedRow(row.Line, new Dictionary<string, string> { ["id"] = columns.Of(row.Fields, "id") }, flaw)
            : new FeedRow(row.Line, present.ToDictionary(name => name, name => columns.Of(row.Fields, name)));
    }

    private IEnumerable<FeedRow> XmlRows()
    {
        using var reader = XmlReader.Create(_xml!.Content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
        var xml = new FeedXml(reader);
        while (Next(xml.Next, () => xml.Line) is { } read)
        {
            _xml.Content.NextRow();
            yield return read;
        }
    }

    private FeedRow? Next(Func<FeedRow?> read, Func<int> line)
    {
        if (!IsWhole)
            return null;
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException)
        {
            IsWhole = false;
            return new FeedRow(line(), new Dictionary<string, string>(), $"the file cannot be read on: {broken.Message}");
        }
    }
}
