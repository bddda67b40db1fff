using System.Globalization;
using Rapport.Core.Consent;

namespace Rapport.Cli.Imports;

/// <summary>Reads single fields of shop exports, in the forms shops write them.</summary>
internal static class FieldReader
{
    private static readonly string[] TimeForms =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd",
        "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm", "yyyy/MM/dd",
        "dd.MM.yyyy HH:mm:ss", "dd.MM.yyyy HH:mm", "dd.MM.yyyy",
    ];

    private static readonly string[] OffsetForms =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd HH:mm:ss 'UTC'",
    ];

    /// <summary>An id, without the blanks around it.</summary>
    internal static string Id(string name, string text, int longest)
    {
        var id = text.Trim();
        if (id.Length == 0)
            throw new BadRowException("missing-" + name, $"{name} is missing");
        return id.Length <= longest ? id : throw new BadRowException("bad-" + name, $"{name} is longer than {longest} characters");
    }

    /// <summary>A time; without an offset it is UTC.</summary>
    internal static DateTimeOffset Time(string name, string text, DateTimeOffset latest)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
            throw new BadRowException("missing-" + name, $"{name} is missing");
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParseExact(trimmed, TimeForms, CultureInfo.InvariantCulture, Utc, out var time)
            && !DateTimeOffset.TryParseExact(trimmed, OffsetForms, CultureInfo.InvariantCulture, Utc, out time))
        {
            throw new BadRowException("bad-" + name, $"{name} '{trimmed}' is no time that can be read without guessing; say 2026-05-01T12:00:00Z");
        }

        return time <= latest ? time : throw new BadRowException("future-" + name, $"{name} '{trimmed}' lies in the future");
    }

    /// <summary>A whole number of pieces, at least 1.</summary>
    internal static int Quantity(string text)
    {
        if (!TryNumber(text, out var number) || number != decimal.Truncate(number) || number > 1_000_000)
            throw new BadRowException("bad-quantity", $"quantity '{text.Trim()}' is no whole number");
        return number >= 1 ? (int)number : throw new BadRowException("negative-quantity", $"quantity '{text.Trim()}' is not positive");
    }

    /// <summary>An amount of money in hundredths, not negative.</summary>
    internal static long PriceMinor(string text)
    {
        var amount = text.Trim().Trim('€', '$', '£', ' ', '\u00a0');
        if (!TryNumber(amount, out var number) || Math.Abs(number) > 1_000_000_000)
            throw new BadRowException("bad-price", $"price '{text.Trim()}' is no amount");
        return number >= 0 ? (long)Math.Round(number * 100) : throw new BadRowException("negative-price", $"price '{text.Trim()}' is negative");
    }

    /// <summary>Purposes by their wire names, separated by blanks, commas, bars or semicolons; empty for none.</summary>
    internal static IReadOnlyList<PurposeDefinition> PurposesOf(string text) =>
        [.. Words(text).Select(word => PurposeCatalogue.Find(word.ToLowerInvariant()) ?? throw new BadRowException("bad-consent", $"'{word}' is no purpose; purposes are {string.Join(", ", PurposeCatalogue.All.Select(purpose => purpose.Id))}"))];

    internal static string[] Words(string text) => text.Split([' ', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>12.50 or 12,50; a thousands sign is refused rather than guessed.</summary>
    private static bool TryNumber(string text, out decimal number)
    {
        var plain = text.Trim();
        if (plain.Contains(',', StringComparison.Ordinal) && !plain.Contains('.', StringComparison.Ordinal))
            plain = plain.Replace(',', '.');
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}
