namespace Rapport.Core.Events;

/// <summary>Where a signal comes from. Values are stored: never renumber.</summary>
public enum Provenance : byte
{
    None = 0,

    /// <summary>Said by the customer: wishlist, quiz, hide, preference.</summary>
    Stated = 1,

    /// <summary>Seen on this shop's own pages, or bought here.</summary>
    ObservedHere = 2,

    Inferred = 3,

    /// <summary>From elsewhere. Never used (rule T11).</summary>
    External = 4,
}
