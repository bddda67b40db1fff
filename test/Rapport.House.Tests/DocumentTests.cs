using System.Text.RegularExpressions;

namespace Rapport.House.Tests;

/// <summary>The pages hold together: every link within the repository leads somewhere.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_within_the_house_leads_somewhere() => Repository.None(
        from path in Repository.Files("", ".md")
        from Match match in Link().Matches(Repository.Read(path))
        let target = match.Groups[1].Value
        where !target.Contains("://", StringComparison.Ordinal) && !Leads(path, target)
        select $"{path}: {target}");

    private static bool Leads(string from, string target)
    {
        var parts = target.Split('#');
        var page = parts[0].Length == 0 ? from : Path.GetRelativePath(Repository.Root, Path.GetFullPath(parts[0], Path.Combine(Repository.Root, Path.GetDirectoryName(from)!)));
        return Repository.Has(page) && (parts.Length == 1 || Anchors(page).Contains(parts[1]));
    }

    private static IEnumerable<string> Anchors(string page) =>
        AnchorOrHeading().Matches(Repository.Read(page)).Select(match => match.Groups[1].Success
            ? match.Groups[1].Value
            : NotInAnchors().Replace(match.Groups[2].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("""<a id="([^"]+)">|^#+ ([^\n]+)""", RegexOptions.Multiline)]
    private static partial Regex AnchorOrHeading();

    [GeneratedRegex(@"[^\w -]")]
    private static partial Regex NotInAnchors();
}
