using System.Text.Json;
using Rapport.Core.Decisions;

namespace Rapport.Server.Intake;

/// <summary>Reads what a mobile event says of its device: whether its person lets apps track her. All else is dropped, the advertising id always.</summary>
internal static class DeviceReader
{
    private static readonly string[] Ids = ["advertisingId", "idfa", "gaid"];

    /// <summary>What Apple's and Google's question was answered with; none where the event does not say.</summary>
    public static TrackingStatus Read(JsonElement device, DroppedFields dropped)
    {
        if (device.ValueKind != JsonValueKind.Object)
            return TrackingStatus.None;
        var status = TrackingStatus.None;
        foreach (var member in device.EnumerateObject())
        {
            if (member.NameEquals("adTrackingEnabled"))
                status = member.Value.ValueKind == JsonValueKind.True ? Stricter(status, TrackingStatus.Authorized) : Stricter(status, TrackingStatus.Denied);
            else if (member.NameEquals("trackingStatus"))
                status = Stricter(status, Named(member.Value));
            else
                dropped.Add("context.device", member.Name);
        }

        return status;
    }

    /// <summary>True where somebody is named by the advertising id of her device: a name that other apps know her by.</summary>
    public static bool IsAdvertisingId(JsonElement context, string customer) =>
        context.ValueKind == JsonValueKind.Object
        && context.TryGetProperty("device", out var device)
        && device.ValueKind == JsonValueKind.Object
        && Ids.Any(id => JsonValues.Text(device, id) is { } advertising && advertising.Equals(customer, StringComparison.OrdinalIgnoreCase));

    /// <summary>Of two statements the one that allows less; unknown words allow nothing.</summary>
    private static TrackingStatus Stricter(TrackingStatus first, TrackingStatus second) =>
        first == TrackingStatus.None ? second : (TrackingStatus)Math.Min((int)first, (int)second);

    private static TrackingStatus Named(JsonElement value) => value.ValueKind != JsonValueKind.String ? TrackingStatus.Denied : value.GetString() switch
    {
        "authorized" => TrackingStatus.Authorized,
        "notDetermined" => TrackingStatus.NotAsked,
        _ => TrackingStatus.Denied,
    };
}
