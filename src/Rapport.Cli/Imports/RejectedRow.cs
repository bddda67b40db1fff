namespace Rapport.Cli.Imports;

/// <summary>A row that was not taken in, and why.</summary>
/// <param name="Code">Countable, e.g. <c>bad-time</c>.</param>
/// <param name="Cause">For people, e.g. <c>time 'yesterday' is no time</c>.</param>
internal sealed record RejectedRow(int Line, string Code, string Cause, IReadOnlyList<string> Fields);
