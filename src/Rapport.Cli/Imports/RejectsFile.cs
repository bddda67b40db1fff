using System.Globalization;

namespace Rapport.Cli.Imports;

/// <summary>The file beside an import that holds its bad rows, each with line and cause, to be mended and imported again.</summary>
internal static class RejectsFile
{
    internal static string PathFor(string import) => import + ".rejects.csv";

    /// <summary>Writes the rows; where there are none, the file of an earlier run goes.</summary>
    internal static void Write(string import, IReadOnlyList<string> header, IReadOnlyCollection<RejectedRow> rows)
    {
        var path = PathFor(import);
        if (rows.Count == 0)
        {
            File.Delete(path);
            return;
        }

        using var writer = new StreamWriter(path);
        writer.WriteLine(Line(["line", "cause", .. header]));
        foreach (var row in rows)
            writer.WriteLine(Line([row.Line.ToString(CultureInfo.InvariantCulture), row.Cause, .. row.Fields]));
    }

    private static string Line(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted));

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny("\",\r\n") < 0 ? field : '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
