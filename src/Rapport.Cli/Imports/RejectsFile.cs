using System.Globalization;

namespace Rapport.Cli.Imports;

/// <summary>The file beside an import that holds its bad rows, each with line and cause, to be mended and imported again.</summary>
/// <remarks>Rows are written as they come; where there are none, the file of an earlier run goes. It is bounded: a feed that is bad throughout does not fill the disk.</remarks>
internal sealed class RejectsFile(string import, IReadOnlyList<string> header) : IDisposable
{
    /// <summary>The most rows the file holds: nobody mends more by hand.</summary>
    internal const int MostRows = 50_000;

    private const long MostLetters = 64L << 20;

    private readonly string _path = PathFor(import);
    private int _rows;
    private long _letters;
    private StreamWriter? _writer;

    internal static string PathFor(string import) => import + ".rejects.csv";

    /// <summary>How many bad rows were too many for the file.</summary>
    internal int LeftOut { get; private set; }

    /// <returns>How many rows were too many for the file.</returns>
    internal static int Write(string import, IReadOnlyList<string> header, IReadOnlyCollection<RejectedRow> rows)
    {
        using var file = new RejectsFile(import, header);
        foreach (var row in rows)
            file.Add(row);
        return file.LeftOut;
    }

    internal void Add(RejectedRow row)
    {
        if (_rows == MostRows || _letters > MostLetters)
        {
            LeftOut++;
            return;
        }

        if (_writer is null)
        {
            _writer = new StreamWriter(_path);
            _writer.WriteLine(Line(["line", "cause", .. header]));
        }

        var line = Line([row.Line.ToString(CultureInfo.InvariantCulture), row.Cause, .. row.Fields]);
        _writer.WriteLine(line);
        (_rows, _letters) = (_rows + 1, _letters + line.Length);
    }

    public void Dispose()
    {
        if (_writer is null)
            File.Delete(_path);
        else
            _writer.Dispose();
    }

    private static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted));

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
