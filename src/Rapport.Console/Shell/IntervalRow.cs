namespace Rapport.Console.Shell;

/// <summary>One row of an interval chart: a difference, and between what it may well lie.</summary>
/// <param name="Said">The interval as it is written.</param>
/// <param name="Meaning">What the label means, in plain words.</param>
/// <param name="Mark">A word beside the label; null for none.</param>
public sealed record IntervalRow(string Label, double Low, double High, string Said, string? Meaning = null, string? Mark = null)
{
    /// <summary>Zero lies within: chance alone could make such a difference.</summary>
    public bool IsOpen => Low <= 0 && High >= 0;
}
