using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Events;

namespace Rapport.Server.Intake;

/// <summary>Reads one request in the shapes of the Segment HTTP tracking API. Lenient: what it does not know it drops and counts.</summary>
internal sealed class SegmentReader
{
    public const int MostEventBytes = 32 * 1024;

    private readonly DateTimeOffset _arrived;
    private readonly PrivacySignals _signals;
    private readonly LineReader _lines;
    private readonly DroppedFields _dropped = new();
    private readonly List<Event> _events = [];
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<TrackingStatus, int> _tracking = [];
    private JsonElement _sharedContext;

    private SegmentReader(string currency, DateTimeOffset arrived, PrivacySignals signals) =>
        (_arrived, _signals, _lines) = (arrived, signals, new LineReader(currency, _dropped, () => Refuse("bad-line")));

    /// <param name="type">What the address says the event is (<c>track</c>); null for a batch.</param>
    /// <param name="currency">Prices in another one are dropped.</param>
    public static IntakeBatch Read(JsonElement body, string? type, string currency, DateTimeOffset arrived, PrivacySignals signals = PrivacySignals.None)
    {
        var reader = new SegmentReader(currency, arrived, signals);
        var problem = type is null ? reader.ReadBatch(body) : reader.TryReadOne(body, type, sent: null, shared: null);
        return new IntakeBatch(problem is null ? reader._events : [], reader._refused, reader._dropped, problem) { Tracking = reader._tracking };
    }

    private string? ReadBatch(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("batch", out var batch) || batch.ValueKind != JsonValueKind.Array)
            return "malformed-batch";
        ConsentObject? shared = null;
        try
        {
            foreach (var member in body.EnumerateObject())
            {
                if (member.NameEquals("context"))
                    (shared, _sharedContext) = (ReadContext(member.Value), member.Value);
                else
                    DropUnless(FieldAllowList.Envelope, "", member);
            }
        }
        catch (InvalidOperationException)
        {
            return "malformed-batch";
        }

        var sent = JsonValues.Time(body, "sentAt");
        foreach (var entry in batch.EnumerateArray())
        {
            if (TryReadOne(entry, type: null, sent, shared) is { } problem)
                return problem;
        }

        return null;
    }

    /// <summary>An event with half a character in a name is refused alone, so that it does not take its batch with it.</summary>
    private string? TryReadOne(JsonElement entry, string? type, DateTimeOffset? sent, ConsentObject? shared)
    {
        try
        {
            return ReadOne(entry, type, sent, shared);
        }
        catch (InvalidOperationException)
        {
            return Refuse("malformed-event");
        }
    }

    /// <returns>The code of a problem that stops the request, or null.</returns>
    private string? ReadOne(JsonElement entry, string? type, DateTimeOffset? sent, ConsentObject? shared)
    {
        if (JsonMarshal.GetRawUtf8Value(entry).Length > MostEventBytes)
            return "event-too-large";
        if (entry.ValueKind != JsonValueKind.Object)
            return Refuse("malformed-event");

        var isTrack = (type ?? JsonValues.Text(entry, "type")) == "track";
        var kind = isTrack ? EventNames.Find(JsonValues.Text(entry, "event")) : EventKind.None;
        var stated = Survey(entry, kind) ?? shared;
        if (kind == EventKind.None)
            return Refuse(isTrack ? "unknown-event" : "not-kept");
        if (CustomerOf(entry) is not { } customer)
            return Refuse("no-customer");
        if (DeviceReader.IsAdvertisingId(_sharedContext, customer.Value) || (entry.TryGetProperty("context", out var context) && DeviceReader.IsAdvertisingId(context, customer.Value)))
            return Refuse("advertising-id");
        if (!HappenedAt(entry, sent, out var happened))
            return Refuse("time");

        var properties = entry.TryGetProperty("properties", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        var lines = _lines.Read(properties, kind);
        var text = TextOf(properties, kind);
        var order = OrderOf(properties, kind);
        // A refund that names its order and no items gives the whole order back.
        if (lines.Count == 0 && text is null && !(kind == EventKind.OrderRefunded && order is not null))
            return Refuse(IsOfText(kind) ? "no-text" : "no-items");
        _events.Add(new Event(MessageIdOf(entry), customer, kind, happened, _arrived, lines, order, text, stated, _signals, DeviceOf(entry, customer)));
        return null;
    }

    /// <summary>Walks every member once: counts what is dropped, and reads the consent object on the way.</summary>
    private ConsentObject? Survey(JsonElement entry, EventKind kind)
    {
        ConsentObject? stated = null;
        foreach (var member in entry.EnumerateObject())
        {
            if (member.NameEquals("context"))
                stated = ReadContext(member.Value);
            else if (member.NameEquals("properties"))
                DropMembersUnless(FieldAllowList.Of(kind), "properties", member.Value);
            else if (member.NameEquals("traits") || member.NameEquals("integrations"))
                DropMembersUnless(FieldAllowList.Of(EventKind.None), member.Name, member.Value);
            else
                DropUnless(FieldAllowList.Envelope, "", member);
        }

        return stated;
    }

    private ConsentObject? ReadContext(JsonElement context)
    {
        if (context.ValueKind != JsonValueKind.Object)
            return null;
        ConsentObject? stated = null;
        foreach (var member in context.EnumerateObject())
        {
            if (member.NameEquals("consent"))
                stated = ConsentReader.Read(member.Value, _dropped);
            else if (member.NameEquals("device"))
                CountTracking(DeviceReader.Read(member.Value, _dropped));
            else
                _dropped.Add("context", member.Name);
        }

        return stated;
    }

    private void CountTracking(TrackingStatus status)
    {
        if (status != TrackingStatus.None)
            _tracking[status] = _tracking.GetValueOrDefault(status) + 1;
    }

    private void DropMembersUnless(IReadOnlySet<string> allowed, string parent, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in value.EnumerateObject())
            DropUnless(allowed, parent, member);
    }

    private void DropUnless(IReadOnlySet<string> allowed, string parent, JsonProperty member)
    {
        if (!allowed.Contains(member.Name))
            _dropped.Add(parent, member.Name);
    }

    private bool HappenedAt(JsonElement entry, DateTimeOffset? sent, out DateTimeOffset happened)
    {
        happened = _arrived;
        var name = entry.TryGetProperty("timestamp", out _) ? "timestamp" : "originalTimestamp";
        if (!entry.TryGetProperty(name, out var stamp) || stamp.ValueKind == JsonValueKind.Null)
            return true;
        if (JsonValues.Time(entry, name) is not { } stamped)
            return false;
        happened = SkewClock.Correct(stamped, JsonValues.Time(entry, "sentAt") ?? sent, _arrived);
        return true;
    }

    private static CustomerId? CustomerOf(JsonElement entry) =>
        JsonValues.Text(entry, "userId", CustomerId.MaxLength) is { } user ? CustomerId.Known(user)
        : JsonValues.Text(entry, "anonymousId", CustomerId.MaxLength) is { } anonymous ? CustomerId.Anonymous(anonymous)
        : null;

    /// <summary>A page that knows the person by name says with its anonymous id on which device it is.</summary>
    private static string? DeviceOf(JsonElement entry, CustomerId customer) => customer.IsAnonymous ? null : JsonValues.Text(entry, "anonymousId", CustomerId.MaxLength);

    private static string MessageIdOf(JsonElement entry) => JsonValues.Text(entry, "messageId") ?? RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static string? OrderOf(JsonElement properties, EventKind kind) =>
        kind is EventKind.OrderCompleted or EventKind.OrderRefunded ? JsonValues.Text(properties, "order_id", ItemId.MaxLength) : null;

    /// <summary>Events that name no item.</summary>
    internal static bool IsOfText(EventKind kind) =>
        kind is EventKind.ProductsSearched or EventKind.CategoryViewed or EventKind.LoyaltyPointsEarned or EventKind.LoyaltyTierChanged;

    private static string? TextOf(JsonElement properties, EventKind kind) => kind switch
    {
        EventKind.ProductsSearched => JsonValues.Text(properties, "query", 200),
        EventKind.CategoryViewed => JsonValues.Text(properties, "category", 200),
        // Mail is told by the sender itself, never by a page.
        EventKind.Shown when JsonValues.Text(properties, "channel", 8) is "app" or "push" => JsonValues.Text(properties, "channel", 8),
        EventKind.LoyaltyTierChanged => JsonValues.Text(properties, "tier", 64),
        EventKind.LoyaltyPointsEarned when JsonValues.TryNumber(properties, "points", 0, out var points) && points is > 0 and < 1_000_000_000 => points.ToString("F0", CultureInfo.InvariantCulture),
        _ => null,
    };

    private string? Refuse(string cause)
    {
        _refused[cause] = _refused.GetValueOrDefault(cause) + 1;
        return null;
    }
}
