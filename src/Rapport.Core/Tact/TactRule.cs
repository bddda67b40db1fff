namespace Rapport.Core.Tact;

/// <summary>The rules of tact by their number; values are logged.</summary>
public enum TactRule : byte
{
    None = 0,

    /// <summary>T1: sensitive topics are never shown on a personal basis without explicit consent to the topic.</summary>
    Sensitive = 1,

    /// <summary>T2: delicate topics need a stated interest, or a purchase and evidence on two days.</summary>
    Delicate = 2,

    /// <summary>T3: one event never starts a topic.</summary>
    Evidence = 3,

    /// <summary>T10: explainable or not shown.</summary>
    Explainable = 10,

    /// <summary>T14: what was just bought is not promoted again.</summary>
    AfterPurchase = 14,

    /// <summary>T15: hidden by the customer.</summary>
    SayNo = 15,
}
