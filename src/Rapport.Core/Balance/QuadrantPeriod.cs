namespace Rapport.Core.Balance;

/// <summary>Days in a row in which a shop was said to be in one quadrant, and how it grew in them.</summary>
public sealed record QuadrantPeriod(Quadrant Quadrant, DateOnly First, DateOnly Last, GrowthFigures Growth)
{
    /// <summary>The periods of a history, oldest first.</summary>
    /// <param name="history">Oldest first.</param>
    public static IReadOnlyList<QuadrantPeriod> Of(IReadOnlyList<BalancePoint> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var said = SettledQuadrant.Of(history.Select(point => point.Quadrant));
        var periods = new List<QuadrantPeriod>();
        for (var i = 0; i < history.Count; i++)
        {
            if (periods.Count > 0 && periods[^1].Quadrant == said[i])
                periods[^1] = periods[^1] with { Last = history[i].Date, Growth = periods[^1].Growth.And(history[i].Growth) };
            else
                periods.Add(new QuadrantPeriod(said[i], history[i].Date, history[i].Date, history[i].Growth));
        }

        return periods;
    }
}
