namespace Rapport.Core.Consent;

/// <summary>The <c>context.consent.categoryPreferences</c> of one event: what its sender believes the person chose.</summary>
/// <remarks>A no holds for that event; a yes counts only where the ledger is silent (ground rule 2).</remarks>
/// <param name="Yes">Purposes said yes to.</param>
/// <param name="No">Purposes said no to. A purpose in both sets is a no.</param>
public sealed record ConsentObject(Purposes Yes, Purposes No);
