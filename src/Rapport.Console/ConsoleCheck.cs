namespace Rapport.Console;

/// <summary>One answer to "is anything on fire".</summary>
/// <param name="Name"><c>store</c>, <c>keys</c>, <c>model</c> or <c>decisionLog</c>.</param>
/// <param name="Cause">What is wrong, in words without personal data; null when all is well.</param>
public sealed record ConsoleCheck(string Name, bool IsWell, string? Cause = null);
