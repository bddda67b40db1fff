using Rapport.Core.Consent;

namespace Rapport.Core.History;

/// <summary>Lines of a class of data that were there and were not read, and why. Names nobody and no item.</summary>
/// <param name="DataClass">A signal, or <see cref="RetentionTerms.Stated"/>.</param>
/// <param name="KeptFor">What they were collected for.</param>
/// <param name="AskedFor">What they were asked for now: exactly one purpose.</param>
public sealed record NotRead(string DataClass, Purposes KeptFor, Purposes AskedFor, NotReadCause Cause, int Lines);

/// <summary>Why a line was not read. Values are stored: never renumber.</summary>
public enum NotReadCause : byte
{
    None = 0,

    /// <summary>It was collected for something else.</summary>
    OtherPurpose = 1,

    /// <summary>The purpose is not allowed now.</summary>
    NoConsent = 2,

    /// <summary>Its time is over, it is of another device, sensitive or from elsewhere.</summary>
    Barred = 3,
}
