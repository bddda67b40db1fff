using Rapport.Core.Consent;

namespace Rapport.Core;

/// <summary>What became of some events.</summary>
/// <param name="Stored">Events now on disk.</param>
/// <param name="Refused">Events not stored, by cause.</param>
public sealed record IntakeResult(int Stored, IReadOnlyDictionary<DenyCode, int> Refused);
