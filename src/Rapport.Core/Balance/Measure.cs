using Rapport.Core.Balance.Statistics;

namespace Rapport.Core.Balance;

/// <summary>One of the measures M1 to M18: what was counted, on how many, how sure that is, and whether it alarms.</summary>
/// <remarks><b>Shape and units</b>: shares are 0 to 1; M4 is in hours, M10 per 1,000 exposures, M14 in seconds. Value and interval are null unless known.</remarks>
public sealed record Measure
{
    private Measure(string id, ComponentState state, long count, double limit) => (Id, State, Count, Limit) = (id, state, count, limit);

    /// <summary><c>M1</c> to <c>M18</c>.</summary>
    public string Id { get; }

    public ComponentState State { get; }

    public long Count { get; }

    public double? Value { get; private init; }

    public double? Low { get; private init; }

    public double? High { get; private init; }

    /// <summary>Beyond it, it alarms; M4 and M16 alarm below it.</summary>
    public double Limit { get; }

    public bool IsAlarm { get; private init; }

    /// <summary>All there is was looked at: no sample, no interval.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>What it is made of, where it is more than one number.</summary>
    public IReadOnlyDictionary<string, double> Parts { get; private init; } = new Dictionary<string, double>();

    /// <summary>A share, and its interval of Wilson. Where nothing at all is allowed, one case alarms however few there are.</summary>
    /// <param name="lines">On how many independent lines the share was counted; null for <paramref name="whole"/>.</param>
    public static Measure OfShare(string id, long part, long whole, double limit, long? lines = null)
    {
        var (count, share) = (lines ?? whole, whole == 0 ? 0 : Math.Min(1, (double)part / whole));
        return Sampled(id, share, () => Interval.Wilson(share, count), count, limit, share > limit) with { IsAlarm = share > limit && (limit == 0 || count >= AxisComponent.EnoughLines) };
    }

    /// <summary>A value drawn from the log, with its interval.</summary>
    /// <param name="interval">Not asked for where there are too few lines.</param>
    public static Measure Sampled(string id, double value, Func<Interval> interval, long count, double limit, bool isAlarm)
    {
        ArgumentNullException.ThrowIfNull(interval);
        if (count < AxisComponent.EnoughLines)
            return new Measure(id, count == 0 ? ComponentState.Missing : ComponentState.TooFew, count, limit);
        var (low, high) = interval();
        return new Measure(id, ComponentState.Known, count, limit) { Value = value, Low = low, High = high, IsAlarm = isAlarm };
    }

    /// <summary>A number about all there is; null where nobody looked.</summary>
    public static Measure OfAll(string id, double? value, long count, double limit) => value is { } known
        ? new Measure(id, ComponentState.Known, count, limit) { Value = known, Low = known, High = known, IsAlarm = known > limit, IsWhole = true }
        : new Measure(id, ComponentState.Missing, 0, limit) { IsWhole = true };

    public Measure InParts(IReadOnlyDictionary<string, double> parts) => State == ComponentState.Known ? this with { Parts = parts } : this;

    /// <summary>A thousand times as much, as rates are told.</summary>
    public Measure PerThousand() => this with { Value = Value * 1000, Low = Low * 1000, High = High * 1000 };
}
