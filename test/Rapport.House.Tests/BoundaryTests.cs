using System.Text.RegularExpressions;

namespace Rapport.House.Tests;

/// <summary>What keeps data to what it was collected for, and words to what they say.</summary>
public sealed partial class BoundaryTests
{
    /// <summary>Who may open a customer's file as it is, and why: none of them decides anything about her by it. All others read <c>UsableHistory</c>, for one purpose.</summary>
    private static readonly Dictionary<string, string> RawReaders = new()
    {
        ["src/Rapport.Core/History/"] = "is the file, and lets go of what may be kept no longer",
        ["src/Rapport.Core/Rights/"] = "takes back",
        ["src/Rapport.Core/RightsWork.cs"] = "takes back",
        ["src/Rapport.Server/Rights/"] = "shows the customer her own",
        ["src/Rapport.Storage/"] = "seals it",
        ["src/Rapport.Core/Personalizer.cs"] = "finds what an event takes back",
        ["src/Rapport.Core/Model/Contributions.cs"] = "asks each line for the purpose learning",
        ["src/Rapport.Core/Balance/RevenueReader.cs"] = "counts what it may not read",
        ["src/Rapport.Core/Simulation/Simulator.cs"] = "cuts off the days to be replayed, and learns by Contributions",
        ["src/Rapport.Core/Recommendations/Explaining/Explainer.cs"] = "counts lines",
        ["src/Rapport.Storage/House/BreachRegister.cs"] = "names whom a breach concerns",
        ["src/Rapport.Server/Boundary/StorageCheck.cs"] = "looks for what may not be there",
        ["src/Rapport.Cli/"] = "measures a throw-away cut of the shop",
    };

    /// <summary>Who reads for which purpose.</summary>
    private static readonly HashSet<string> Purposes =
    [
        "src/Rapport.Core/Balance/CohortReader.cs: Measurement",
        "src/Rapport.Core/Balance/FactReader.cs: Measurement",
        "src/Rapport.Core/Balance/RevenueReader.cs: Measurement",
        "src/Rapport.Core/Campaigns/CampaignPlanner.cs: Email",
        "src/Rapport.Core/Campaigns/MailOutcome.cs: Email",
        "src/Rapport.Core/Campaigns/MailOutcome.cs: Measurement",
        "src/Rapport.Core/Experiments/MeasuredHistory.cs: Measurement",
        "src/Rapport.Core/Recommendations/Situation.cs: Email",
        "src/Rapport.Core/Recommendations/Situation.cs: Loyalty",
        "src/Rapport.Core/Recommendations/Situation.cs: Recommendations",
        "src/Rapport.Core/Rights/Anonymised/PersonSummaries.cs: Measurement",
        "src/Rapport.Core/Simulation/PersonReplay.cs: Recommendations",
        "src/Rapport.Core/Simulation/SimulationRun.cs: Measurement",
        "src/Rapport.Core/Tact/Inference.cs: Recommendations",
    ];

    /// <summary>Code above the command line that can open a connection to somebody, and the way of the outbound register it is.</summary>
    private static readonly Dictionary<string, string> WaysOut = new() { ["src/Rapport.Server/Mail/MailDoor.cs"] = "campaign-mail" };

    private static readonly string[] Faces = ["web/sdk/src/locales", "src/Rapport.Core/Consent", "src/Rapport.Server/Boundary/Texts", "src/Rapport.Console/Texts", "web/storefront/src"];

    [Fact]
    public void S016_only_they_open_a_file_as_it_is_who_decide_nothing_by_it()
    {
        var readers = Repository.Files("src", ".cs", ".razor").Where(path => RawHistory().IsMatch(Repository.Code(path))).ToList();

        Repository.None(readers.Where(path => !RawReaders.Keys.Any(known => path.StartsWith(known, StringComparison.Ordinal))).Select(path => path + " reads a file past UsableHistory"));
        Repository.None(RawReaders.Keys.Where(known => !readers.Any(path => path.StartsWith(known, StringComparison.Ordinal))).Select(known => known + " reads no file any more"));
    }

    [Fact]
    public void S016_a_purpose_is_read_where_it_was_said_and_nowhere_else()
    {
        var read = Repository.Files("src/Rapport.Core", ".cs").Concat(Repository.Files("src/Rapport.Server", ".cs"))
            .Where(path => !path.StartsWith("src/Rapport.Core/History/", StringComparison.Ordinal))
            .Select(path => (path, code: Repository.Code(path)))
            .Where(file => file.code.Contains("UsableHistory.Of(", StringComparison.Ordinal))
            .SelectMany(file => Purpose().Matches(file.code).Select(match => $"{file.path}: {match.Groups[1].Value}"))
            .Where(use => !use.EndsWith(": None", StringComparison.Ordinal))
            .Distinct();

        Assert.Equal(Purposes.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void S016_nothing_leaves_by_a_way_that_the_outbound_register_does_not_name() => Repository.None(
        from path in new[] { "Core", "Storage", "Console", "Server", "Demo" }.SelectMany(project => Repository.Files("src/Rapport." + project, ".cs"))
        where WayOut().IsMatch(Repository.Code(path))
        where !WaysOut.TryGetValue(path, out var way) || !Repository.Read("src/Rapport.Server/Boundary/OutboundRegister.cs").Contains($"\"{way}\"", StringComparison.Ordinal)
        select $"{path} opens a connection that the outbound register does not name");

    [Fact]
    public void S036_no_shipped_word_pushes_or_blames() => Repository.None(
        from folder in Faces
        from path in Repository.Files(folder, ".ts", ".json", ".cs", ".html")
        from line in Repository.Lines(path)
        from Match match in Pressure().Matches(line)
        select $"{path}: '{match.Value}' in {line.Trim()}");

    [Fact]
    public void S036_nothing_is_ticked_before_anybody_chose() => Repository.None(
        from folder in new[] { "web/sdk/src", "web/storefront/src", "src/Rapport.Console", "src/Rapport.Server" }
        from path in Repository.Files(folder, ".ts", ".html", ".razor", ".cs")
        from line in Repository.Lines(path)
        where Ticked().IsMatch(line)
        select $"{path}: {line.Trim()}");

    [Fact]
    public void S036_no_is_as_easy_as_yes()
    {
        var buttons = ChoiceButton().Matches(Repository.Read("web/sdk/src/elements/consent-card.ts"));

        Assert.Equal(["yes", "no"], buttons.Select(button => button.Groups["choice"].Value));
        Assert.Equal(2, buttons.Count(button => button.Groups["class"].Value == "button"));
        Assert.Equal(buttons[0].Groups["rest"].Value.Replace("true", "…", StringComparison.Ordinal), buttons[1].Groups["rest"].Value.Replace("false", "…", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Are you sure you want to miss out?")]
    [InlineData("No thanks, I hate saving money")]
    [InlineData("Only today: last chance!")]
    [InlineData("Schade, dass Sie gehen")]
    [InlineData("Nicht verpassen: nur noch heute")]
    public void S036_the_lint_hears_pressure(string words) => Assert.Matches(Pressure(), words);

    [GeneratedRegex(@"\b(?:file|held|before|after|customer|own)\??\.History\b")]
    private static partial Regex RawHistory();

    [GeneratedRegex(@"(?<!\w)Purposes\.(Recommendations|Email|Learning|Measurement|Loyalty|All)\b")]
    private static partial Regex Purpose();

    [GeneratedRegex(@"\b(?:HttpClient|IHttpClientFactory|TcpClient|UdpClient|Socket|ClientWebSocket|SmtpClient|WebRequest|Dns)\b")]
    private static partial Regex WayOut();

    [GeneratedRegex(@"are you (?:really )?sure|sure you want|miss(?:ing)? out|sorry to see|sad to see|we'?ll miss|hurry|only today|last chance|limited time|before it'?s gone|while stocks|no thanks,? i|i don'?t (?:want|like) (?:sav|good|better)|everyone else|act now|don'?t go|sind sie (?:wirklich )?sicher|verpassen|schade|tut uns leid, dass|nur (?:noch )?heute|letzte chance|beeilen|nein danke, ich|jetzt oder nie|nur noch (?:\d|wenige)|alle anderen haben|solange der vorrat", RegexOptions.IgnoreCase)]
    private static partial Regex Pressure();

    /// <summary>An attribute that stands there whatever anybody chose. A way to pay is no choice about data.</summary>
    [GeneratedRegex(@"<input\b(?![^>]*name=""payment"")[^>]*\schecked(?:=""(?:checked|true)?""|(?=[\s/>]))|\?checked=\$\{true\}|\.checked=\$\{true\}|aria-checked=""true""", RegexOptions.IgnoreCase)]
    private static partial Regex Ticked();

    [GeneratedRegex(@"<button part=""button (?<choice>yes|no)"" class=""(?<class>[^""]*)"" data-testid=""consent-(?:yes|no)"" (?<rest>[^>]*=>[^>]*)>")]
    private static partial Regex ChoiceButton();
}
