namespace Rapport.Console.Shell;

/// <summary>One step of a curve: its place on the axis and the value of each line there.</summary>
/// <param name="Label">In full, for the table.</param>
/// <param name="Tick">For the axis.</param>
/// <param name="Under">What is written under the axis; the share of the whole, for example.</param>
/// <param name="Values">One for each line, not negative.</param>
public sealed record CurvePoint(string Label, string Tick, string Under, IReadOnlyList<double> Values);
