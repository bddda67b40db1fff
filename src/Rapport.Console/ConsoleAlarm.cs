namespace Rapport.Console;

/// <summary>Something that needs somebody now, in the host's own words, which the API says too.</summary>
/// <param name="Kind">For example <c>lean</c>.</param>
/// <param name="Code">Of the kind, for example <c>too-far</c>.</param>
/// <param name="Texts">By language.</param>
public sealed record ConsoleAlarm(string Kind, string Code, IReadOnlyDictionary<string, string> Texts);
