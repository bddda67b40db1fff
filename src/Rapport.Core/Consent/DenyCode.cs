namespace Rapport.Core.Consent;

/// <summary>Why an event was not stored. Counted, never stored with the event.</summary>
public enum DenyCode : byte
{
    None = 0,

    /// <summary>No purpose was allowed both when it happened and when it arrived.</summary>
    NoConsent = 1,

    /// <summary>It happened before the customer was erased.</summary>
    Erased = 2,

    /// <summary>All its items are sensitive, without explicit consent to the topic.</summary>
    Sensitive = 3,

    /// <summary>No item of it is in the catalogue, so nobody can say that it is not sensitive.</summary>
    UnknownItem = 4,

    /// <summary>It lies in the future or before the retention period.</summary>
    Time = 5,

    /// <summary>The same message was stored before.</summary>
    Duplicate = 6,

    /// <summary>The shop has decided not to keep such a signal, whatever the customer said.</summary>
    SwitchedOff = 7,
}
