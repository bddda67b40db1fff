namespace Rapport.Cli.Imports;

/// <summary>Where in a file each known column stands, whatever its order and spelling.</summary>
internal sealed class Columns
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <param name="known">A column's name, and other names it goes by.</param>
    internal Columns(IReadOnlyList<string> header, IEnumerable<string[]> known)
    {
        var names = header.Select(Plain).ToList();
        foreach (var column in known)
        {
            var place = column.Select(name => names.IndexOf(Plain(name))).FirstOrDefault(index => index >= 0, -1);
            if (place >= 0)
                _places[column[0]] = place;
        }
    }

    internal bool Has(string column) => _places.ContainsKey(column);

    /// <summary>The field, or nothing where the file has no such column or the row ends before it.</summary>
    internal string Of(string[] fields, string column) => _places.TryGetValue(column, out var place) && place < fields.Length ? fields[place] : "";

    /// <exception cref="CommandFailedException">The file lacks a column.</exception>
    internal void Need(string file, IReadOnlyList<string> header, params IEnumerable<string> columns)
    {
        var missing = columns.Where(column => !Has(column)).ToArray();
        if (missing.Length > 0)
            throw new CommandFailedException(ExitCode.BadInput, $"{Path.GetFileName(file)} has no column {string.Join(", ", missing)}; it has {string.Join(", ", header)}.", "a header line that names them, in any order");
    }

    private static string Plain(string name) => name.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
