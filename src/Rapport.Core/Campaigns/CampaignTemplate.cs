namespace Rapport.Core.Campaigns;

/// <summary>The words of a campaign by language: <c>en</c>, <c>de</c> or both.</summary>
public sealed record CampaignTemplate(IReadOnlyDictionary<string, MailWords> Languages)
{
    /// <summary>The words for a recipient's language; where it has none, English, else what there is.</summary>
    public (string Language, MailWords Words) For(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        var spoken = language.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? "de" : "en";
        if (Languages.TryGetValue(spoken, out var words))
            return (spoken, words);
        var (other, first) = Languages.OrderByDescending(each => each.Key, StringComparer.Ordinal).First();
        return (other, first);
    }
}

/// <summary>The words of a mail in one language: Liquid.</summary>
/// <param name="Html">Null for a mail of plain text alone.</param>
public sealed record MailWords(string Subject, string Text, string? Html = null);
