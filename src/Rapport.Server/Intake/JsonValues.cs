using System.Globalization;
using System.Text.Json;

namespace Rapport.Server.Intake;

/// <summary>Values of foreign JSON, read leniently: numbers may be strings, and what does not fit is absent.</summary>
internal static class JsonValues
{
    /// <summary>Text or a number as text; null when missing, empty, blank or longer than is kept.</summary>
    public static string? Text(JsonElement parent, string name, int longest = int.MaxValue)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value))
            return null;
        var text = value.ValueKind switch
        {
            JsonValueKind.String => Whole(value),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) || text.Length > longest ? null : text;
    }

    /// <summary>Null for half a character, such as a search word cut in the middle of an emoji: JSON may escape it, no text can hold it.</summary>
    private static string? Whole(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static DateTimeOffset? Time(JsonElement parent, string name)
    {
        if (Text(parent, name, 64) is not { } text)
            return null;
        // Some senders stamp in milliseconds since 1970.
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < 253_402_300_799_999)
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
    }

    /// <summary>False when there is a value and it is no number.</summary>
    public static bool TryNumber(JsonElement parent, string name, decimal missing, out decimal number)
    {
        number = missing;
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return true;
        return decimal.TryParse(Text(parent, name, 40), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    public static bool IsTrue(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
