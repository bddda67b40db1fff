using System.Text;

namespace Rapport.Cli.Imports;

/// <summary>A CSV file by RFC 4180, gzip accepted, separated by comma, semicolon or tab: read once, row by row.</summary>
/// <remarks>A quote that is never closed spoils its own row and not the rest of the file.</remarks>
internal sealed class CsvFile : IDisposable
{
    /// <summary>The most lines a quoted field may span.</summary>
    private const int MostLinesOfARow = 50;

    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly PlainFile _file;
    private readonly StreamReader _reader;
    private readonly Queue<string> _ahead = new();
    private readonly char _separator;
    private int _line;

    private CsvFile(PlainFile file)
    {
        (_file, _reader) = (file, new StreamReader(file.Content, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16));
        var header = NextLine() ?? throw new CommandFailedException(ExitCode.NothingUsable, "The file is empty.");
        _separator = Separators.MaxBy(separator => header.Count(character => character == separator));
        Header = [.. (Split(header) ?? [header]).Select(name => name.Trim())];
    }

    public IReadOnlyList<string> Header { get; }

    /// <summary>How much of the file is read, 0 to 1.</summary>
    public double Share => _file.Share;

    /// <exception cref="CommandFailedException">There is no such file, it is empty, or it is no gzip though it says so.</exception>
    public static CsvFile Open(string path)
    {
        var file = PlainFile.Open(path);
        try
        {
            return new CsvFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public IEnumerable<CsvRow> Rows()
    {
        while (NextLine() is { } line)
        {
            if (line.Length > 0)
                yield return Row(line);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _file.Dispose();
    }

    private CsvRow Row(string line)
    {
        var start = _line;
        if (Split(line) is { } fields)
            return Checked(start, fields);

        // A quoted field goes on in the next line; those read in vain are read again as rows of their own.
        var row = new StringBuilder(line);
        var taken = new List<string>();
        while (taken.Count < MostLinesOfARow && NextLine() is { } more)
        {
            taken.Add(more);
            row.Append('\n').Append(more);
            if (more.Contains('"', StringComparison.Ordinal) && Split(row.ToString()) is { } whole)
                return Checked(start, whole);
        }

        _line -= taken.Count;
        var rest = _ahead.ToArray();
        _ahead.Clear();
        foreach (var again in taken.Concat(rest))
            _ahead.Enqueue(again);
        return new CsvRow(start, [line], "a quote is opened and never closed");
    }

    private CsvRow Checked(int line, string[] fields) => fields.Length == Header.Count
        ? new CsvRow(line, fields, null)
        : new CsvRow(line, fields, $"it has {fields.Length} columns and the header {Header.Count}");

    private string? NextLine()
    {
        var line = _ahead.Count > 0 ? _ahead.Dequeue() : _reader.ReadLine();
        _file.Content.NextRow();
        if (line is not null)
            _line++;
        return line;
    }

    /// <returns>Null where a quote is still open at the end.</returns>
    private string[]? Split(string row)
    {
        if (!row.Contains('"', StringComparison.Ordinal))
            return row.Split(_separator);

        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < row.Length; at++)
        {
            var character = row[at];
            if (isQuoted && character == '"' && at + 1 < row.Length && row[at + 1] == '"')
                field.Append(row[at++]);
            else if (character == '"' && (isQuoted || field.Length == 0))
                isQuoted = !isQuoted;
            else if (character == _separator && !isQuoted)
                Close();
            else
                field.Append(character);
        }

        if (isQuoted)
            return null;
        Close();
        return [.. fields];

        void Close()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
