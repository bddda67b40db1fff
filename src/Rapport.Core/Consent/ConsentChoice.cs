namespace Rapport.Core.Consent;

/// <summary>What was chosen. Values are stored: never renumber.</summary>
public enum ConsentChoice : byte
{
    None = 0,
    Granted = 1,
    Refused = 2,
    Withdrawn = 3,

    /// <summary>A yes that rests: what is held is kept and used for nothing until the customer lifts that (GDPR 18).</summary>
    Restricted = 4,
}
