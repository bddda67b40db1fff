namespace Rapport.Core.Balance;

/// <summary>One side of the balance: the weighted mean of its known components.</summary>
/// <remarks>
/// <b>Invariant</b>: a better component never lowers the axis; the weight of what is not known goes to what is, in proportion.
/// Checks of the server alone make no axis: without one component drawn from the log there is no value.
/// <b>Shape and units</b>: 0 to 100, or null.
/// </remarks>
/// <param name="cap">Points of 100 that a violation leaves at the most.</param>
public sealed class Axis(IReadOnlyList<AxisComponent> components, double cap = 100)
{
    public IReadOnlyList<AxisComponent> Components { get; } = components;

    /// <summary>Points of 100 it cannot exceed.</summary>
    public double Cap { get; } = cap;

    public double? Value => Mean(component => component.Value);

    /// <summary>The mean of the lower ends, so wider than the interval of the mean.</summary>
    public double? Low => Mean(component => component.Low);

    public double? High => Mean(component => component.High);

    /// <summary>Points of 100 that the known components weigh.</summary>
    public int KnownWeight => Components.Where(IsKnown).Sum(component => component.Weight);

    public bool IsComplete => Components.All(IsKnown);

    /// <summary>The part of the whole axis that a component carries now, in points of 100; 0 while it is not known.</summary>
    public double WeightNow(AxisComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        return IsKnown(component) ? 100.0 * component.Weight / KnownWeight : 0;
    }

    private static bool IsKnown(AxisComponent component) => component.State == ComponentState.Known;

    private double? Mean(Func<AxisComponent, double?> part) =>
        Components.Any(component => IsKnown(component) && component.IsFromLog)
            ? Math.Min(Cap, 100 * Components.Where(IsKnown).Sum(component => component.Weight * part(component)!.Value) / KnownWeight)
            : null;
}
