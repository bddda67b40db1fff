namespace Rapport.Core.Balance;

/// <summary>Whether a component of an axis can be told.</summary>
public enum ComponentState : byte
{
    /// <summary>Nothing counts it yet.</summary>
    Missing = 0,

    /// <summary>Counted, on too few lines to say.</summary>
    TooFew = 1,

    Known = 2,
}
