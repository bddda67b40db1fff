namespace Rapport.Console.Shell;

/// <summary>One row of a table of measures: a number that is no count, with its bar.</summary>
/// <param name="Said">The number as it is written.</param>
/// <param name="Meaning">What the label means, in plain words.</param>
/// <param name="IsChosen">The one that stands out.</param>
public sealed record MeasureRow(string Label, double Value, string Said, string? Meaning = null, bool IsChosen = false);
