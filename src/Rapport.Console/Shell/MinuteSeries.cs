using Rapport.Core.Decisions;

namespace Rapport.Console.Shell;

/// <summary>One colour of a minute chart.</summary>
/// <param name="Tone">The class that paints it, e.g. <c>person</c>.</param>
/// <param name="Of">The count of one minute.</param>
public sealed record MinuteSeries(string Label, string Tone, Func<MinuteFigures, long> Of);
