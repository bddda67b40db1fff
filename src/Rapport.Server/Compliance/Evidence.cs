using System.Globalization;

namespace Rapport.Server.Compliance;

/// <summary>Evidence as it is kept: plain numbers and days.</summary>
internal static class Evidence
{
    public static string Of(long count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset? at) => at is { } day ? Day(day) : "–";

    /// <summary>When it was attested, by whom, and what there is to show; dashes for never.</summary>
    public static string[] Of(Attestation? attestation) => attestation is null ? ["–", "–", "–"] : [Day(attestation.At), attestation.By, attestation.Evidence];
}
