namespace Rapport.Core.Rights.Requests;

/// <summary>One thing that happened to a request: its evidence. Names nobody.</summary>
/// <param name="Code">Stable, e.g. <c>received</c>, <c>erased</c>, <c>residue-scan</c>, <c>extended</c>.</param>
/// <param name="At">UTC.</param>
/// <param name="Counts">What it touched or found, by kind.</param>
/// <param name="Reference">The id of a receipt, or the code of a reason; null for none.</param>
public sealed record RightsStep(string Code, DateTimeOffset At, IReadOnlyDictionary<string, long> Counts, string? Reference = null);
