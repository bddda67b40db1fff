using System.Text.RegularExpressions;

namespace Rapport.House.Tests;

/// <summary>The files of this repository as a reader sees them: what is built or fetched is left out.</summary>
internal static partial class Repository
{
    private static readonly string[] NotOurs = [".git", ".vs", ".idea", ".rapport", "artifacts", "node_modules", "wwwroot", "dist", "TestResults", "screenshots"];

    public static string Root { get; } = FindRoot();

    /// <summary>All files under a folder, by their path from the root with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> Files(string folder = "", params string[] extensions)
    {
        var found = new List<string>();
        Walk(new DirectoryInfo(Path.Combine(Root, folder)), found);
        found.RemoveAll(path => extensions.Length > 0 && !extensions.Contains(Path.GetExtension(path)));
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    public static bool Has(string path) => File.Exists(Path.Combine(Root, path)) || Directory.Exists(Path.Combine(Root, path));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    /// <summary>C# without comments and without the text of its strings.</summary>
    public static string Code(string path) => CommentsAndStrings().Replace(Read(path), match => match.Value[0] == '/' ? "" : "\"\"");

    /// <summary>The rows of the first table of a page whose header starts with this cell; cells trimmed.</summary>
    public static IReadOnlyList<string[]> Table(string path, string firstHeader)
    {
        var rows = Lines(path)
            .SkipWhile(line => !line.StartsWith($"| {firstHeader} |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .ToArray();
        Assert.True(rows.Length > 0, $"{path} has no table that starts with '{firstHeader}'.");
        return rows;
    }

    /// <summary>The words in back ticks of a cell.</summary>
    public static IEnumerable<string> Ticked(string cell) => BackTicks().Matches(cell).Select(match => match.Groups[1].Value);

    /// <summary>Fails with one line a finding.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var lines = findings.ToArray();
        if (lines.Length > 0)
            Assert.Fail(string.Join('\n', lines.Prepend($"{lines.Length} found:")));
    }

    private static void Walk(DirectoryInfo folder, List<string> found)
    {
        if (!folder.Exists)
            return;
        foreach (var file in folder.EnumerateFiles().Where(file => file.Name != ".git"))
            found.Add(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'));
        foreach (var below in folder.EnumerateDirectories().Where(below => !NotOurs.Contains(below.Name) && below.LinkTarget is null))
            Walk(below, found);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Rapport.slnx")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Rapport.slnx is above none of the folders of this test.");
    }

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|\"{3,}.*?\"{3,}|\$?@?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex BackTicks();
}
