namespace Rapport.Server.Boundary;

/// <summary>The store holds what the public page says is not collected: the page is not made.</summary>
internal sealed class FactsDoNotHoldException(string found) : Exception($"The privacy facts do not hold: {found}.");
