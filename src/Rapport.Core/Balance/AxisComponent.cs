using Rapport.Core.Balance.Statistics;

namespace Rapport.Core.Balance;

/// <summary>One part of an axis: its share of what was counted, on how many, and how sure that is.</summary>
/// <remarks>
/// <b>Shape and units</b>: <see cref="Value"/>, <see cref="Low"/> and <see cref="High"/> are 0 to 1 and null unless known; weight is in points of 100.
/// <b>Source</b>: the lean index; intervals at 90 %, of Wilson for shares, by bootstrap for means and ratios.
/// </remarks>
public sealed record AxisComponent
{
    /// <summary>Log lines below which a component is not told.</summary>
    public const int EnoughLines = 200;

    private AxisComponent(string id, int weight, ComponentState state, long count) => (Id, Weight, State, Count) = (id, weight, state, count);

    /// <summary><c>p1</c> to <c>p6</c>, <c>s1</c> to <c>s9</c>.</summary>
    public string Id { get; }

    public int Weight { get; }

    public ComponentState State { get; }

    /// <summary>Lines of the decision log; where all there is was looked at, how much that is.</summary>
    public long Count { get; }

    /// <summary>True when drawn from lines of the decision log.</summary>
    public bool IsFromLog { get; private init; }

    public double? Value { get; private init; }

    public double? Low { get; private init; }

    public double? High { get; private init; }

    /// <summary>A component that nothing counts yet.</summary>
    public static AxisComponent Missing(string id, int weight) => new(id, weight, ComponentState.Missing, 0);

    /// <summary>A mean over lines of the decision log.</summary>
    public static AxisComponent OfLines(string id, int weight, double mean, long lines) =>
        lines < EnoughLines ? TooFew(id, weight, lines) : Sampled(id, weight, mean, Interval.Wilson(mean, lines), lines);

    /// <summary>A value that was drawn from the log, with its interval; both are cut to 0 to 1.</summary>
    /// <param name="interval">Not asked for below <see cref="EnoughLines"/>.</param>
    public static AxisComponent Sampled(string id, int weight, double value, Func<Interval> interval, long lines)
    {
        ArgumentNullException.ThrowIfNull(interval);
        return lines < EnoughLines ? TooFew(id, weight, lines) : Sampled(id, weight, value, interval(), lines);
    }

    /// <summary>What a measure leaves of 1.</summary>
    public static AxisComponent RestOf(Measure measure, string id, int weight)
    {
        ArgumentNullException.ThrowIfNull(measure);
        if (measure.State == ComponentState.Missing)
            return Missing(id, weight);
        if (measure.State == ComponentState.TooFew)
            return TooFew(id, weight, measure.Count);
        return new AxisComponent(id, weight, ComponentState.Known, measure.Count) { IsFromLog = !measure.IsWhole, Value = 1 - measure.Value, Low = 1 - measure.High, High = 1 - measure.Low };
    }

    /// <summary>A share of all there is: no sample, hence neither a least number nor an interval.</summary>
    public static AxisComponent Whole(string id, int weight, int passed, int all) => all == 0 ? Missing(id, weight) : Whole(id, weight, (double)passed / all, all);

    /// <summary>Likewise, of a value that is no plain share.</summary>
    public static AxisComponent Whole(string id, int weight, double value, long count) =>
        new(id, weight, ComponentState.Known, count) { Value = value, Low = value, High = value };

    private static AxisComponent TooFew(string id, int weight, long lines) => new(id, weight, ComponentState.TooFew, lines) { IsFromLog = true };

    private static AxisComponent Sampled(string id, int weight, double value, Interval interval, long lines) => new(id, weight, ComponentState.Known, lines)
    {
        IsFromLog = true,
        Value = Math.Clamp(value, 0, 1),
        Low = Math.Clamp(interval.Low, 0, 1),
        High = Math.Clamp(interval.High, 0, 1),
    };
}
