namespace Rapport.Core.Balance;

/// <summary>One part of an axis: its share of what was counted, on how many, and how sure that is.</summary>
/// <remarks>
/// <b>Shape and units</b>: <see cref="Value"/>, <see cref="Low"/> and <see cref="High"/> are 0 to 1 and null unless known; weight is in points of 100.
/// <b>Source</b>: E. B. Wilson, 1927, score interval at 90 %; for a mean of values in 0 to 1 it is wider than needed, since no such mean varies more than a share.
/// </remarks>
public sealed record AxisComponent
{
    /// <summary>Log lines below which a component is not told.</summary>
    public const int EnoughLines = 200;

    private const double Z90 = 1.6448536269514722;

    private AxisComponent(string id, int weight, ComponentState state, long count) => (Id, Weight, State, Count) = (id, weight, state, count);

    /// <summary><c>p1</c> to <c>p6</c>, <c>s1</c> to <c>s9</c>.</summary>
    public string Id { get; }

    public int Weight { get; }

    public ComponentState State { get; }

    /// <summary>Lines of the decision log; for <see cref="Whole"/>, what was looked at.</summary>
    public long Count { get; }

    /// <summary>True when drawn from lines of the decision log.</summary>
    public bool IsFromLog { get; private init; }

    public double? Value { get; private init; }

    public double? Low { get; private init; }

    public double? High { get; private init; }

    /// <summary>A component that nothing counts yet.</summary>
    public static AxisComponent Missing(string id, int weight) => new(id, weight, ComponentState.Missing, 0);

    /// <summary>A mean over lines of the decision log.</summary>
    public static AxisComponent OfLines(string id, int weight, double mean, long lines)
    {
        if (lines < EnoughLines)
            return new AxisComponent(id, weight, ComponentState.TooFew, lines) { IsFromLog = true };
        var (low, high) = Wilson(mean, lines);
        return new AxisComponent(id, weight, ComponentState.Known, lines) { IsFromLog = true, Value = mean, Low = low, High = high };
    }

    /// <summary>A share of all there is: no sample, hence neither a least number nor an interval.</summary>
    public static AxisComponent Whole(string id, int weight, int passed, int all)
    {
        if (all == 0)
            return Missing(id, weight);
        var share = (double)passed / all;
        return new AxisComponent(id, weight, ComponentState.Known, all) { Value = share, Low = share, High = share };
    }

    private static (double Low, double High) Wilson(double share, long count)
    {
        var z2 = Z90 * Z90 / count;
        var middle = share + (z2 / 2);
        var half = Z90 * Math.Sqrt((share * (1 - share) / count) + (z2 / (4 * count)));
        return (Math.Max(0, (middle - half) / (1 + z2)), Math.Min(1, (middle + half) / (1 + z2)));
    }
}
