namespace Rapport.Core.Tact;

/// <summary>How many candidates a rule held back in one decision.</summary>
public readonly record struct HeldBack(TactRule Rule, int Count);
