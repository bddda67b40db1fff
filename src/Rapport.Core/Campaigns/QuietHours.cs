namespace Rapport.Core.Campaigns;

/// <summary>When no mail is handed over, by the shop's clock.</summary>
/// <param name="From">The hour it begins, 0 to 23.</param>
/// <param name="Until">The hour it ends; the same as <paramref name="From"/> for no quiet at all.</param>
/// <param name="TimeZone">IANA, e.g. <c>Europe/Berlin</c>.</param>
public sealed record QuietHours(int From, int Until, string TimeZone)
{
    public static QuietHours Default { get; } = new(21, 8, "UTC");

    public static QuietHours Never { get; } = new(0, 0, "UTC");

    public bool IsValid => From is >= 0 and <= 23 && Until is >= 0 and <= 23 && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _);

    public bool Covers(DateTimeOffset now)
    {
        var hour = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).Hour;
        return From <= Until ? hour >= From && hour < Until : hour >= From || hour < Until;
    }
}
