using System.Globalization;

namespace Rapport.Cli.Imports;

/// <summary>The file beside an import that holds its bad rows, each with line and cause, to be mended and imported again.</summary>
/// <remarks>Rows are written as they come; where there are none, the file of an earlier run goes.</remarks>
internal sealed class RejectsFile(string import, IReadOnlyList<string> header) : IDisposable
{
    private readonly string _path = PathFor(import);
    private StreamWriter? _writer;

    internal static string PathFor(string import) => import + ".rejects.csv";

    internal static void Write(string import, IReadOnlyList<string> header, IReadOnlyCollection<RejectedRow> rows)
    {
        using var file = new RejectsFile(import, header);
        foreach (var row in rows)
            file.Add(row);
    }

    internal void Add(RejectedRow row)
    {
        if (_writer is null)
        {
            _writer = new StreamWriter(_path);
            _writer.WriteLine(Line(["line", "cause", .. header]));
        }

        _writer.WriteLine(Line([row.Line.ToString(CultureInfo.InvariantCulture), row.Cause, .. row.Fields]));
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
