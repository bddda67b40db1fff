using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Rapport.Console.Texts;

/// <summary>The console's words in one language, from the catalogue <c>Texts/&lt;language&gt;.json</c>, and how that language writes numbers.</summary>
/// <remarks>The server runs without the platform's cultures, so the few number rules needed are here.</remarks>
public sealed class ConsoleTexts
{
    /// <summary>Languages shipped; the first is spoken where nothing else is asked for.</summary>
    public static readonly string[] Languages = ["en", "de"];

    private static readonly FrozenDictionary<string, ConsoleTexts> Catalogues = Languages.ToFrozenDictionary(language => language, language => new ConsoleTexts(language), StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> _texts;
    private readonly NumberFormatInfo _numbers;

    private ConsoleTexts(string language)
    {
        Language = language;
        using var stream = typeof(ConsoleTexts).Assembly.GetManifestResourceStream($"texts/{language}.json")!;
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
        _numbers = (NumberFormatInfo)NumberFormatInfo.InvariantInfo.Clone();
        if (language != "de")
            return;
        _numbers.NumberGroupSeparator = ".";
        _numbers.NumberDecimalSeparator = ",";
    }

    public string Language { get; }

    public IEnumerable<string> Keys => _texts.Keys;

    /// <exception cref="KeyNotFoundException">The catalogue lacks the text.</exception>
    public string this[string key] => _texts.TryGetValue(key, out var text) ? text : throw new KeyNotFoundException($"The catalogue '{Language}' has no text '{key}'.");

    public static ConsoleTexts In(string language) => Catalogues[language];

    public bool Has(string key) => _texts.ContainsKey(key);

    /// <summary>A text with <c>{0}</c>, <c>{1}</c> filled in.</summary>
    public string Say(string key, params object[] parts) => string.Format(_numbers, this[key], parts);

    public string Count(long count) => count.ToString("N0", _numbers);

    public string Number(double number) => number.ToString("0.####", _numbers);

    /// <summary>A quality between 0 and 1, always with four decimals so that a column can be compared.</summary>
    public string Measure(double quality) => quality.ToString("0.0000", _numbers);

    /// <summary>A share with one decimal, or a dash where nobody was asked.</summary>
    public string Share(long part, long whole) => whole == 0 ? "–" : Percent((double)part / whole);

    /// <param name="share">1 is all.</param>
    public string Percent(double share, int decimals = 1) => (100 * share).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), _numbers) + (Language == "de" ? "\u00a0%" : "%");

    /// <summary>A difference: its sign is always written, with a true minus.</summary>
    public string Difference(double number) => (number < 0 ? "−" : "+") + Math.Abs(number).ToString("0.0000", _numbers);

    public string Time(DateTimeOffset time) => time.UtcDateTime.ToString(this["format.time"], CultureInfo.InvariantCulture);

    public string Date(DateTimeOffset time) => time.UtcDateTime.ToString(this["format.date"], CultureInfo.InvariantCulture);

    public string Clock(DateTimeOffset time) => time.UtcDateTime.ToString(this["format.clock"], CultureInfo.InvariantCulture);

    public string Minute(DateTimeOffset time) => time.UtcDateTime.ToString(this["format.minute"], CultureInfo.InvariantCulture);

    /// <summary>How long something took or waits, in its largest fitting unit.</summary>
    public string Age(TimeSpan age)
    {
        var (count, unit) = age switch
        {
            { TotalMinutes: < 1 } => (Math.Max(0, (long)age.TotalSeconds), "second"),
            { TotalHours: < 1 } => ((long)age.TotalMinutes, "minute"),
            { TotalDays: < 2 } => ((long)age.TotalHours, "hour"),
            _ => ((long)age.TotalDays, "day"),
        };
        return Say(count == 1 ? $"age.{unit}" : $"age.{unit}s", Count(count));
    }
}
