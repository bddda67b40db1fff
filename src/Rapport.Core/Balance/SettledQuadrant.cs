namespace Rapport.Core.Balance;

/// <summary>The quadrant a shop is said to be in: it changes only after three days in a row in another one, so that it does not flap.</summary>
public static class SettledQuadrant
{
    public const int DaysToChange = 3;

    /// <param name="days">The quadrant of every day, oldest first; a day of which too little is known settles nothing and interrupts.</param>
    /// <returns>What was said on each of the days.</returns>
    public static IReadOnlyList<Quadrant> Of(IEnumerable<Quadrant> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        var (said, other, run) = (Quadrant.None, Quadrant.None, 0);
        var settled = new List<Quadrant>();
        foreach (var day in days)
        {
            run = day == Quadrant.None || day == said ? 0 : day == other ? run + 1 : 1;
            other = day;
            if (run > 0 && (said == Quadrant.None || run == DaysToChange))
                (said, run) = (day, 0);
            settled.Add(said);
        }

        return settled;
    }
}
