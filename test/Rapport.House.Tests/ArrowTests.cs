using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rapport.House.Tests;

/// <summary>The arrows of the house. A new arrow is a changed test, hence a reviewed decision (docs/adr/0001).</summary>
public sealed partial class ArrowTests
{
    /// <summary>From the ground up: a project may refer to those before it, never to those after it.</summary>
    private static readonly string[] Floors = ["Rapport.Core", "Rapport.Storage", "Rapport.Console", "Rapport.Server", "Rapport.Demo", "Rapport.Cli"];

    /// <summary>What each slice of Core may know, in the order of the sentence. Rights stands beside Tact.</summary>
    private static readonly Dictionary<string, string[]> Slices = new()
    {
        ["Events"] = [],
        ["Catalogue"] = ["Events"],
        ["Consent"] = ["Events", "Catalogue"],
        ["History"] = ["Events", "Catalogue", "Consent"],
        ["Model"] = ["Events", "Catalogue", "Consent", "History"],
        ["Tact"] = ["Events", "Catalogue", "Consent", "History", "Model"],
        ["Rights"] = ["Events", "Catalogue", "Consent", "History", "Model"],
        ["Recommendations"] = ["Events", "Catalogue", "Consent", "History", "Model", "Tact"],
        ["Decisions"] = ["Events", "Catalogue", "Consent", "History", "Model", "Tact", "Recommendations"],
        ["Experiments"] = ["Events", "Catalogue", "Consent", "History", "Model", "Tact", "Recommendations", "Decisions"],
        ["Campaigns"] = ["Events", "Catalogue", "Consent", "History", "Model", "Tact", "Recommendations", "Decisions", "Experiments"],
        ["Balance"] = ["Events", "Catalogue", "Consent", "History", "Tact", "Recommendations", "Decisions"],
        ["Simulation"] = ["Events", "Catalogue", "Consent", "History", "Model", "Tact", "Recommendations", "Decisions", "Balance"],
    };

    /// <summary>Arrows against the order, each with its reason.</summary>
    private static readonly HashSet<(string File, string Known)> Exceptions =
    [
        // An event carries what its sender believes about consent; the gate alone reads it.
        ("src/Rapport.Core/Events/Event.cs", "Consent"),

        // Forgetting answers with a receipt.
        ("src/Rapport.Server/Endpoints/CustomerEndpoints.cs", "ReceiptAnswer"),
    ];

    [Fact]
    public void Every_project_stands_on_a_floor()
    {
        var projects = Repository.Files("src", ".csproj").Select(path => Path.GetFileNameWithoutExtension(path)!);

        Assert.Equal(Floors.Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Rapport.slnx");

        Repository.None(Repository.Files("", ".csproj").Where(path => !solution.Contains($"\"{path}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_project_looks_up() => Repository.None(
        from path in Repository.Files("src", ".csproj")
        let name = Path.GetFileNameWithoutExtension(path)
        from reference in References(path, "ProjectReference")
        let target = Path.GetFileNameWithoutExtension(reference)
        where Array.IndexOf(Floors, target) >= Array.IndexOf(Floors, name)
        select $"{name} looks up at {target}");

    [Fact]
    public void Core_refers_to_nothing()
    {
        const string core = "src/Rapport.Core/Rapport.Core.csproj";

        Assert.Empty(References(core, "ProjectReference"));
        Assert.Empty(References(core, "PackageReference"));
        Assert.Empty(References(core, "FrameworkReference"));
    }

    [Fact]
    public void Core_has_no_disk_socket_console_or_container() => Repository.None(
        from path in Repository.Files("src/Rapport.Core", ".cs")
        from Match match in InputOutput().Matches(Repository.Code(path))
        select $"{path} names {match.Value.Trim()}");

    [Fact]
    public void Core_is_cut_into_the_words_of_the_sentence() => Repository.None(
        Repository.Files("src/Rapport.Core", ".cs")
            .Select(SliceOf)
            .Where(slice => slice is not null && !Slices.ContainsKey(slice))
            .Select(slice => $"{slice} is no word of the sentence"));

    [Fact]
    public void Slices_know_only_those_before_them() => Repository.None(
        from path in Repository.Files("src/Rapport.Core", ".cs")
        let slice = SliceOf(path)
        where slice is not null && Slices.ContainsKey(slice)
        from known in KnownSlices(path)
        where known != slice && !Slices[slice].Contains(known) && !Exceptions.Contains((path, known))
        select $"{path} knows {known}");

    [Fact]
    public void Every_exception_is_still_needed() => Repository.None(
        Exceptions.Where(exception => !Word().Matches(Repository.Code(exception.File)).Any(word => word.Value == exception.Known)).Select(exception => exception.ToString()));

    [Fact]
    public void A_namespace_is_its_folder() => Repository.None(
        from path in Repository.Files("src", ".cs")
        let match = Namespace().Match(Repository.Code(path))
        where match.Success
        let folder = Path.GetDirectoryName(path)!["src/".Length..].Replace('/', '.')
        where match.Groups[1].Value != folder
        select $"{path} says {match.Groups[1].Value}");

    [Theory]
    [InlineData("src/Rapport.Server/Endpoints", "Endpoints.cs")]
    [InlineData("src/Rapport.Cli/Commands", "Command.cs")]
    public void No_slice_at_the_edge_knows_another(string folder, string ending)
    {
        // What stands in a file of another name is a word they share. `import` knows `import orders`.
        var slices = Repository.Files(folder, ".cs").Where(path => path.EndsWith(ending, StringComparison.Ordinal)).ToDictionary(path => path, Repository.Code);
        var owners = slices
            .SelectMany(slice => Declaration().Matches(slice.Value).Select(match => (Type: match.Groups[1].Value, Owner: slice.Key)))
            .ToLookup(entry => entry.Type, entry => entry.Owner);

        Repository.None(
            from slice in slices
            from word in Word().Matches(slice.Value).Select(match => match.Value).Distinct()
            where owners.Contains(word) && !owners[word].Any(owner => owner.StartsWith(slice.Key[..^ending.Length], StringComparison.Ordinal)) && !Exceptions.Contains((slice.Key, word))
            select $"{slice.Key} knows {word} of {owners[word].First()}");
    }

    [Fact]
    public void An_interface_is_a_port_of_Core_or_has_two_implementations()
    {
        var sources = Repository.Files("src", ".cs").ToDictionary(path => path, Repository.Code);

        Repository.None(
            from source in sources
            from Match match in Interface().Matches(source.Value)
            let name = match.Groups[1].Value
            let isPort = source.Key.StartsWith("src/Rapport.Core/", StringComparison.Ordinal) && Repository.Read(source.Key).Contains("<summary>Port:", StringComparison.Ordinal)
            where !isPort && sources.Values.Count(code => Regex.IsMatch(code, $@"\bclass \w+[^{{;]*:[^{{;]*\b{name}\b")) < 2
            select $"{source.Key} declares {name}, which is no port and has no two implementations");
    }

    private static IEnumerable<string> References(string project, string element) =>
        XDocument.Parse(Repository.Read(project)).Descendants(element).Select(reference => reference.Attribute("Include")!.Value);

    private static string? SliceOf(string path) => path.Split('/') is [_, _, var slice, _, ..] ? slice : null;

    private static IEnumerable<string> KnownSlices(string path)
    {
        var code = Repository.Code(path);
        return Knows().Matches(code).Concat(Partly().Matches(code)).Select(match => match.Groups[1].Value).Where(Slices.ContainsKey).Distinct();
    }

    [GeneratedRegex(@"\bRapport\.Core\.(\w+)")]
    private static partial Regex Knows();

    /// <summary>A slice named by its last part only, as <c>Consent.ConsentObject</c>.</summary>
    [GeneratedRegex(@"(?<![\w.])(Consent|History|Model|Tact|Recommendations|Decisions|Rights|Catalogue|Events|Experiments|Campaigns|Balance)\.(?=[A-Z])")]
    private static partial Regex Partly();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(?:class|record struct|record|struct|enum|interface) ([A-Z]\w*)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\binterface (I[A-Z]\w*)")]
    private static partial Regex Interface();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();

    [GeneratedRegex(@"\bSystem\.(?:IO\.(?!Compression)|Net|Diagnostics\.Process|Data)\b[\w.]*|\bMicrosoft\.\w+|\b(?:File|Directory|Path|Console|Process)\.[A-Z]\w*|\bEnvironment\.(?!ProcessorCount\b)[A-Z]\w*|\b(?:FileStream|FileInfo|DirectoryInfo|HttpClient|Socket|ILogger|IServiceProvider|IServiceCollection)\b")]
    private static partial Regex InputOutput();
}
