namespace Rapport.Core.Experiments;

/// <summary>How two figures go together over periods or groups of people, e.g. a pulse answer and later repeat purchases. An association and never a cause: nobody was assigned to feel understood.</summary>
/// <param name="Groups">Pairs it was taken over.</param>
/// <param name="Correlation">Pearson's, -1 to 1; null where refused.</param>
public sealed record Association(int Groups, double? Correlation, Bounds? Bounds)
{
    /// <summary>The fewest groups of which it is told.</summary>
    public const int EnoughGroups = 8;

    /// <summary>What stands beside every such number.</summary>
    public const string Kind = "association, not cause";

    /// <remarks><b>Source</b>: R. A. Fisher, 1921, for the interval.</remarks>
    public static Association Of(IReadOnlyCollection<(double First, double Second)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count < EnoughGroups)
            return new Association(pairs.Count, null, null);
        var (first, second) = (pairs.Average(pair => pair.First), pairs.Average(pair => pair.Second));
        var together = pairs.Sum(pair => (pair.First - first) * (pair.Second - second));
        var apart = Math.Sqrt(pairs.Sum(pair => Math.Pow(pair.First - first, 2)) * pairs.Sum(pair => Math.Pow(pair.Second - second, 2)));
        if (apart <= 0)
            return new Association(pairs.Count, null, null);
        var correlation = Math.Clamp(together / apart, -1, 1);
        var (middle, half) = (Math.Atanh(Math.Clamp(correlation, -0.999999, 0.999999)), Experiments.Bounds.Z90 / Math.Sqrt(pairs.Count - 3));
        return new Association(pairs.Count, correlation, new Bounds(Math.Tanh(middle - half), Math.Tanh(middle + half)));
    }
}
