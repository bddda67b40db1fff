using Rapport.Core.Consent;

namespace Rapport.Cli.Imports;

/// <summary>Reads the record of a choice that was made before Rapport: what, which words, when, where (ground rule 3).</summary>
internal static class Evidence
{
    private const int LongestSource = 64;

    /// <summary>Words of a source that say that somebody sold the yes.</summary>
    private static readonly string[] Bought = ["purchased", "bought", "broker", "rented", "third party", "third-party", "gekauft", "zugekauft", "gemietet", "adresshändler"];

    /// <exception cref="BadRowException">It is no evidence: a part is missing, or the words are unknown.</exception>
    internal static IReadOnlyList<ConsentEntry> Of(IReadOnlyList<PurposeDefinition> purposes, string textVersions, string time, string source, ConsentChoice choice, DateTimeOffset now)
    {
        var at = FieldReader.Time("consent_time", time, now);
        var versions = FieldReader.Words(textVersions);
        if (versions.Length == 0)
            throw new BadRowException("bad-consent", "consent_text_version is missing");
        if (source.Trim() is not { Length: > 0 and <= LongestSource } where)
            throw new BadRowException("bad-consent", $"consent_source is missing or longer than {LongestSource} characters");
        if (Bought.FirstOrDefault(word => where.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } word)
            throw new BadRowException("bought-consent", $"consent_source says '{word}': a yes cannot be bought");
        return [.. purposes.Select(purpose => new ConsentEntry(purpose.Purpose, choice, at, VersionOf(purpose, versions), "und", where, ConsentSource.Import))];
    }

    private static string VersionOf(PurposeDefinition purpose, string[] versions) =>
        versions.FirstOrDefault(version => PurposeCatalogue.Knows(purpose.Purpose, version))
        ?? throw new BadRowException("bad-consent", $"consent_text_version '{string.Join(' ', versions)}' names no text known for {purpose.Id}; say {purpose.TextVersion}");
}
