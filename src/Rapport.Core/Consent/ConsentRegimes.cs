namespace Rapport.Core.Consent;

/// <summary>What follows from the law a choice was made under.</summary>
public static class ConsentRegimes
{
    /// <summary>The law of a place; the stricter one where the place is not known.</summary>
    /// <param name="jurisdiction">ISO 3166, e.g. <c>DE</c> or <c>US-CA</c>.</param>
    public static ConsentRegime Of(string? jurisdiction) =>
        jurisdiction is "US" || jurisdiction?.StartsWith("US-", StringComparison.Ordinal) == true ? ConsentRegime.OptOut : ConsentRegime.OptIn;

    /// <summary>For how many months nobody may ask again after a no, at the least.</summary>
    public static int LeastRestMonths(ConsentRegime regime) => regime == ConsentRegime.OptOut ? 12 : 6;
}
