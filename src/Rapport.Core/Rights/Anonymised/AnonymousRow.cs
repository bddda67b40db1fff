namespace Rapport.Core.Rights.Anonymised;

/// <summary>One person in an export: coarse, and under a name made for this export alone.</summary>
/// <param name="Pseudonym">64 random bits; another in every export.</param>
public sealed record AnonymousRow(string Pseudonym, string Since, string Orders, string Category, string Latest);
