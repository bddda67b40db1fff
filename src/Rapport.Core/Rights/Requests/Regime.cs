namespace Rapport.Core.Rights.Requests;

/// <summary>The law a request's clock runs by. Values are stored: never renumber.</summary>
public enum Regime : byte
{
    None = 0,

    /// <summary>General Data Protection Regulation, Article 12(3).</summary>
    Gdpr = 1,

    /// <summary>California Consumer Privacy Act and its regulations, sections 7021 and 7026.</summary>
    Ccpa = 2,
}
