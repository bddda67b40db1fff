namespace Rapport.Core.Consent;

/// <summary>A set of purposes. Values are stored: never renumber. The empty set permits nothing.</summary>
[Flags]
public enum Purposes : byte
{
    None = 0,
    Recommendations = 1,
    Email = 2,
    Learning = 4,
    Measurement = 8,
    Loyalty = 16,
    All = Recommendations | Email | Learning | Measurement | Loyalty,
}
