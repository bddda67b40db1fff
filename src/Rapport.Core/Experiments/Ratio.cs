namespace Rapport.Core.Experiments;

/// <summary>A ratio of two sums over people: what one order is worth, what one visitor spends, how long one find takes.</summary>
/// <remarks>
/// People are drawn and not their orders: whoever orders twice counts once in the spread.
/// <b>Source</b>: the delta method for a ratio of means, e.g. Deng, Knoblich and Lu, 2018.
/// </remarks>
public sealed class Ratio
{
    private Ratio(int people, int withAny, double value, double variance) => (People, WithAny, Value, Variance) = (people, withAny, value, variance);

    public int People { get; }

    /// <summary>How many had anything to count above the line.</summary>
    public int WithAny { get; }

    /// <summary>0 where there is nothing to divide by.</summary>
    public double Value { get; }

    /// <summary>Of <see cref="Value"/>.</summary>
    public double Variance { get; }

    /// <param name="parts">One pair a person: what counts above the line, and below it.</param>
    public static Ratio Of(IReadOnlyCollection<(double Top, double Bottom)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var (top, bottom) = (parts.Sum(part => part.Top), parts.Sum(part => part.Bottom));
        var withAny = parts.Count(part => part.Top > 0);
        if (bottom <= 0)
            return new Ratio(parts.Count, withAny, 0, 0);
        var value = top / bottom;
        var squares = parts.Sum(part => (part.Top - (value * part.Bottom)) * (part.Top - (value * part.Bottom)));
        var variance = parts.Count < 2 ? 0 : squares * parts.Count / (parts.Count - 1.0) / (bottom * bottom);
        return new Ratio(parts.Count, withAny, value, variance);
    }

    /// <summary>By how much this lies above another, as a share of the other, with its interval; null where one of the two is nothing.</summary>
    /// <param name="deviations">Standard deviations on each side of the interval.</param>
    internal (double Lift, Bounds Bounds)? LiftOver(Ratio control, double deviations = Bounds.Z90)
    {
        ArgumentNullException.ThrowIfNull(control);
        if (Value <= 0 || control.Value <= 0)
            return null;
        // On the logarithm: the interval of a ratio of ratios is even there, and never falls below -100 %.
        var log = Math.Log(Value / control.Value);
        var half = deviations * Math.Sqrt((Variance / (Value * Value)) + (control.Variance / (control.Value * control.Value)));
        return (Math.Exp(log) - 1, new Bounds(Math.Exp(log - half) - 1, Math.Exp(log + half) - 1));
    }
}
