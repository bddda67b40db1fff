using System.Text.RegularExpressions;

namespace Rapport.House.Tests;

/// <summary>Taste that a machine can hold. The rest is held by review.</summary>
public sealed partial class TasteTests
{
    private const int MostLines = 500;
    private const int MostCompanionLines = 45;

    private static readonly string[] EmptyWords = ["Helpers", "Utils", "Common", "Services", "Managers", "Models", "Dtos"];

    private static IReadOnlyList<string> Sources => [.. Repository.Files("src", ".cs", ".razor"), .. Repository.Files("test", ".cs"), .. Repository.Files("bench", ".cs"), .. Repository.Files("web", ".ts", ".css")];

    [Fact]
    public void A_file_is_short() => Repository.None(
        Sources.Select(path => (path, lines: Repository.Lines(path).Length)).Where(file => file.lines > MostLines).Select(file => $"{file.path}: {file.lines} lines"));

    [Fact]
    public void No_regions() => Repository.None(Sources.Where(path => Repository.Lines(path).Any(line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal))));

    [Fact]
    public void No_folder_has_an_empty_name() => Repository.None(
        Sources.SelectMany(path => path.Split('/')[..^1]).Distinct().Where(folder => EmptyWords.Contains(folder, StringComparer.OrdinalIgnoreCase)));

    [Fact]
    public void Nothing_is_left_for_later() => Repository.None(
        from path in Sources.Append("run").Append(".ci/run")
        where !path.StartsWith("test/Rapport.House.Tests/", StringComparison.Ordinal) && Repository.Has(path)
        from line in Repository.Lines(path).Where(line => Later().IsMatch(line))
        select $"{path}: {line.Trim()}");

    [Fact]
    public void No_path_of_a_machine() => Repository.None(
        from path in Repository.Files()
        where Path.GetExtension(path) is not (".png" or ".woff2" or ".gz" or ".ico" or ".woff")
        from line in Repository.Lines(path).Where(line => MachinePath().IsMatch(line))
        select $"{path}: {line.Trim()}");

    [Fact]
    public void A_file_is_named_for_its_public_type() => Repository.None(
        from path in Repository.Files("src", ".cs")
        let types = PublicTypes(path)
        where types.Count > 0 && types.All(type => type.Name != Stem(path))
        select $"{path} declares {string.Join(", ", types.Select(type => type.Name))}");

    [Fact]
    public void Companions_of_a_public_type_are_small() => Repository.None(
        from path in Repository.Files("src", ".cs")
        from type in PublicTypes(path)
        where type.Name != Stem(path) && type.Lines > MostCompanionLines
        select $"{path}: {type.Name} has {type.Lines} lines and wants a file of its own");

    [Fact]
    public void Every_public_type_says_what_it_is() => Repository.None(
        from path in Repository.Files("src", ".cs")
        from type in PublicTypes(path)
        where !type.IsDocumented && Path.GetFileName(path) == Stem(path) + ".cs"
        select $"{path}: {type.Name}");

    /// <summary>The public types of a file; with file-scoped namespaces they start in the first column.</summary>
    private static List<PublicType> PublicTypes(string path)
    {
        var lines = Repository.Lines(path);
        var types = new List<PublicType>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (TypeLine().Match(lines[i]) is not { Success: true } match)
                continue;
            var end = Array.FindIndex(lines, i, line => line.StartsWith('}') || (line.TrimEnd().EndsWith(';') && (line == lines[i] || line.TrimStart().StartsWith(')') || line.TrimEnd().EndsWith(");", StringComparison.Ordinal))));
            types.Add(new PublicType(match.Groups[1].Value, (end < 0 ? lines.Length : end + 1) - i, IsDocumented(lines, i)));
        }

        return types;
    }

    private static bool IsDocumented(string[] lines, int at)
    {
        for (at--; at >= 0 && (lines[at].StartsWith('[') || lines[at].StartsWith("///", StringComparison.Ordinal)); at--)
        {
            if (lines[at].Contains("<summary>", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary><c>CoCounts.Learning.cs</c> belongs to CoCounts.</summary>
    private static string Stem(string path) => Path.GetFileName(path).Split('.')[0];

    private readonly record struct PublicType(string Name, int Lines, bool IsDocumented);

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref|unsafe) )*(?:class|record struct|record|struct|interface|enum) (\w+)")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b|NotImplementedException")]
    private static partial Regex Later();

    [GeneratedRegex(@"(?<![\w.}/$:-])/(?:work|root|tmp|home|Users)/\w|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();
}
