using System.Collections.Immutable;
using Rapport.Core.Events;
using Rapport.Server.Intake;

namespace Rapport.Server.Boundary;

/// <summary>What no shop collects with Rapport, and by which names events would bring it.</summary>
internal static class NeverCollected
{
    /// <summary>By code, for which the texts have words.</summary>
    public static ImmutableArray<(string Code, ImmutableArray<string> Names)> All { get; } =
    [
        ("address", ["ip", "ipAddress", "ip_address"]),
        ("browser", ["userAgent", "user_agent", "fingerprint", "screen", "locale", "timezone"]),
        ("referrer", ["referrer", "referer", "url", "path", "search", "campaign", "utm_source"]),
        ("location", ["location", "latitude", "longitude", "city", "postal_code"]),
        ("device", ["advertisingId", "advertising_id", "idfa", "gaid", "device_id", "deviceId", "mac"]),
        ("person", ["name", "first_name", "last_name", "birthday", "birth_date", "age", "gender"]),
        ("contact", ["email", "phone", "address", "street"]),
        ("payment", ["card", "card_number", "iban", "payment_method", "income"]),
        ("contacts", ["contacts", "friends", "address_book"]),
        ("elsewhere", ["other_sites", "apps", "segments", "audiences"]),
    ];

    /// <summary>Names that some kind of event would be let through with after all; the promise holds while there are none.</summary>
    public static IReadOnlyList<string> Broken()
    {
        var allowed = Enum.GetValues<EventKind>().SelectMany(FieldAllowList.Of).Concat(FieldAllowList.OrderLine).Concat(FieldAllowList.Envelope).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. All.SelectMany(never => never.Names).Where(allowed.Contains)];
    }
}
