namespace Rapport.Core.Rights;

/// <summary>What a walk along the audit's chain found.</summary>
/// <param name="Lines">How many lines there are.</param>
/// <param name="Broken">Null when all holds, otherwise where it first breaks, in words.</param>
public sealed record AuditVerdict(long Lines, string? Broken);
