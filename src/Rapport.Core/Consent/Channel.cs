namespace Rapport.Core.Consent;

/// <summary>By which way something reaches a person.</summary>
public enum Channel : byte
{
    /// <summary>The shop's pages.</summary>
    Site = 0,

    /// <summary>The shop's app.</summary>
    App = 1,

    Mail = 2,

    /// <summary>A message on a device that nobody asked for at that moment.</summary>
    Push = 3,
}
