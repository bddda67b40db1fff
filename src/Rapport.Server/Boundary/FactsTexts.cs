using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Rapport.Server.Boundary;

/// <summary>The words of the public pages, from <c>Boundary/Texts</c>, and how their language writes numbers.</summary>
internal sealed class FactsTexts
{
    public static readonly string[] Languages = ["en", "de"];

    private static readonly FrozenDictionary<string, FactsTexts> Catalogues = Languages.ToFrozenDictionary(language => language, language => new FactsTexts(language), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> _texts;
    private readonly NumberFormatInfo _numbers = (NumberFormatInfo)NumberFormatInfo.InvariantInfo.Clone();

    private FactsTexts(string language)
    {
        Language = language;
        using var stream = typeof(FactsTexts).Assembly.GetManifestResourceStream($"boundary/{language}.json")!;
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
        _numbers.NumberGroupSeparator = this["format.thousands"];
    }

    public string Language { get; }

    public IEnumerable<string> Keys => _texts.Keys;

    public string this[string key] => _texts[key];

    public static FactsTexts In(string language) => Catalogues[language];

    /// <summary>A text with <c>{0}</c>, <c>{1}</c> filled in.</summary>
    public string Say(string key, params object[] parts) => string.Format(_numbers, this[key], [.. parts.Select(part => part is int or long ? Count(Convert.ToInt64(part, CultureInfo.InvariantCulture)) : part)]);

    public string Count(long count) => count.ToString("N0", _numbers);

    public string Time(DateTimeOffset time) => time.UtcDateTime.ToString(this["format.time"], CultureInfo.InvariantCulture);
}
