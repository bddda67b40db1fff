namespace Rapport.Core.Balance;

/// <summary>Where a shop stands between the two axes. Values are stored: never renumber.</summary>
public enum Quadrant : byte
{
    /// <summary>Too little is known.</summary>
    None = 0,

    /// <summary>Both high: balance, sustainable growth.</summary>
    Balance = 1,

    /// <summary>Personal and not respectful: engagement without trust.</summary>
    EngagementWithoutTrust = 2,

    /// <summary>Respectful and not personal: trust without engagement.</summary>
    TrustWithoutEngagement = 3,

    /// <summary>Both low: neither understood nor respected.</summary>
    Neither = 4,
}

/// <summary>The side a shop leans to, named only where chance does not explain it.</summary>
public enum LeanSide : byte
{
    None = 0,
    Personalization = 1,
    Privacy = 2,
}

/// <summary>How far it leans, in a word.</summary>
public enum LeanWord : byte
{
    None = 0,

    /// <summary>Up to 10 points.</summary>
    Even = 1,

    /// <summary>Up to 25 points.</summary>
    Leans = 2,

    LeansFar = 3,
}
