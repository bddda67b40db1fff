namespace Rapport.Cli.Imports;

/// <summary>One row of a CSV file.</summary>
/// <param name="Line">The line of the file it starts on, the first being 1.</param>
/// <param name="Flaw">What makes it unreadable; null where it was read.</param>
internal readonly record struct CsvRow(int Line, string[] Fields, string? Flaw);
