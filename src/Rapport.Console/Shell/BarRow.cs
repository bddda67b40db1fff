namespace Rapport.Console.Shell;

/// <summary>One row of a bar table.</summary>
/// <param name="Meaning">What the label means, in plain words.</param>
/// <param name="WayOut">What an operator can do about it.</param>
public sealed record BarRow(string Label, long Count, string? Meaning = null, string? WayOut = null);
