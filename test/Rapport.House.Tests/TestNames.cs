using System.Text.RegularExpressions;

namespace Rapport.House.Tests;

/// <summary>The names of all tests in this repository, C# and TypeScript, read from their sources.</summary>
internal static partial class TestNames
{
    /// <summary>For C#: <c>Class.Method</c>. For TypeScript: the title.</summary>
    public static IReadOnlySet<string> All { get; } = Read();

    /// <summary>Those that begin with ids of acceptance rows, once for each id.</summary>
    public static IEnumerable<(string Row, string Test)> OfAcceptance =>
        from name in All
        from Capture id in RowIds().Match(Fact(name)).Groups[1].Captures
        select (id.Value, Fact(name));

    public static bool Exist(string name) => All.Contains(name) || All.Any(test => Fact(test) == name);

    /// <summary>The method without its class.</summary>
    private static string Fact(string name) => name.Contains(' ', StringComparison.Ordinal) ? name : name[(name.LastIndexOf('.') + 1)..];

    private static HashSet<string> Read()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Repository.Files("test", ".cs"))
        {
            var type = "";
            foreach (Match match in TypeOrTest().Matches(Repository.Read(path)))
            {
                if (match.Groups[1].Success)
                    type = match.Groups[1].Value;
                else
                    names.Add($"{type}.{match.Groups[2].Value}");
            }
        }

        foreach (var path in Repository.Files("web", ".ts").Where(path => path.EndsWith(".test.ts", StringComparison.Ordinal)))
        {
            foreach (Match match in ScriptTest().Matches(Repository.Read(path)))
                names.Add(match.Groups[2].Value);
        }

        return names;
    }

    [GeneratedRegex(@"^(?:public|internal) [\w ]*\bclass (\w+)|^    \[(?:Fact|Theory)\b[^\n]*\n(?:    (?:\[|//)[^\n]*\n)*    public [^\n(]*?(\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TypeOrTest();

    [GeneratedRegex("""\b(?:it|test)(?:\.each\([^)]*\))?\(\s*(['"`])(.*?)\1""")]
    private static partial Regex ScriptTest();

    [GeneratedRegex(@"^(?:(S\d{3})[_ ])+")]
    private static partial Regex RowIds();
}
