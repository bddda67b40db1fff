using Rapport.Core.Consent;

namespace Rapport.Core.History;

/// <summary>Counts an operator may see.</summary>
/// <param name="Customers">Customers with a file.</param>
/// <param name="Lines">History lines of all of them.</param>
/// <param name="Granted">Customers whose last choice for a purpose is a yes.</param>
/// <param name="Refused">Customers whose last choice for a purpose is a no or a withdrawal.</param>
public sealed record StoreFigures(
    long Customers,
    long Lines,
    IReadOnlyDictionary<Purposes, long> Granted,
    IReadOnlyDictionary<Purposes, long> Refused);
