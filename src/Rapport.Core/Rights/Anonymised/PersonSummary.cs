namespace Rapport.Core.Rights.Anonymised;

/// <summary>What is known of one person, before it is made coarse enough to leave.</summary>
/// <param name="Since">The first month anything happened.</param>
/// <param name="Orders">How many orders.</param>
/// <param name="Category">The category most was bought from.</param>
/// <param name="Latest">The topic of the last purchase: what a reader must not learn of a person.</param>
public sealed record PersonSummary(DateOnly Since, int Orders, string Category, string Latest);
