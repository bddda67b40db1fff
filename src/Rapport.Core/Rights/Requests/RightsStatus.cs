namespace Rapport.Core.Rights.Requests;

/// <summary>Where a request stands. Values are stored: never renumber.</summary>
public enum RightsStatus : byte
{
    None = 0,

    /// <summary>Received, nothing done yet.</summary>
    Open = 1,

    /// <summary>Done for the customer; what others see is still to be rebuilt without the data.</summary>
    Finishing = 2,

    Fulfilled = 3,

    Refused = 4,
}
