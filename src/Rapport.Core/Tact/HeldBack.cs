namespace Rapport.Core.Tact;

/// <summary>How many candidates a rule held back in one decision.</summary>
/// <param name="IsWarning">The rule is in warning: so many would have been held back, and were not.</param>
public readonly record struct HeldBack(TactRule Rule, int Count, bool IsWarning = false);
