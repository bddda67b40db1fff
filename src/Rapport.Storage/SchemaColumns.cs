using System.Text.RegularExpressions;

namespace Rapport.Storage;

/// <summary>The columns that the shipped schema declares, so that one which nobody shipped shows.</summary>
internal static partial class SchemaColumns
{
    private static readonly string[] NoColumns = ["PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "CONSTRAINT"];

    /// <summary>All columns of a schema folder, as <c>table.column</c>.</summary>
    public static IReadOnlySet<string> Declared(string folder)
    {
        var columns = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, sql) in Schema.Of(folder))
        {
            var text = Comment().Replace(sql, "");
            foreach (Match table in Table().Matches(text))
                columns.UnionWith(Parts(text, table.Index + table.Length).Select(part => part.Split((char[]?)null, 2)[0]).Where(name => !NoColumns.Contains(name, StringComparer.OrdinalIgnoreCase)).Select(name => $"{table.Groups[1].Value}.{name}"));
            foreach (Match change in Change().Matches(text))
                columns.UnionWith(Added().Matches(change.Groups[2].Value).Select(added => $"{change.Groups[1].Value}.{added.Groups[1].Value}"));
        }

        return columns;
    }

    /// <summary>What stands between the commas of a pair of brackets, whose first is just before <paramref name="at"/>.</summary>
    private static IEnumerable<string> Parts(string text, int at)
    {
        var (depth, start) = (1, at);
        for (var i = at; i < text.Length && depth > 0; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth > 1 || (depth == 1 && text[i] != ','))
                continue;
            if (text[start..i].Trim() is { Length: > 0 } part)
                yield return part;
            start = i + 1;
        }
    }

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?(\w+)\s*\(", RegexOptions.IgnoreCase)]
    private static partial Regex Table();

    [GeneratedRegex(@"ALTER TABLE (\w+)([^;]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Change();

    [GeneratedRegex(@"ADD (?:COLUMN )?(?:IF NOT EXISTS )?(\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Added();
}
