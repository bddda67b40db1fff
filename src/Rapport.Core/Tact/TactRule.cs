namespace Rapport.Core.Tact;

/// <summary>The rules of tact by their number; values are logged. Source: tact specification, section 3.</summary>
public enum TactRule : byte
{
    None = 0,

    /// <summary>T1: sensitive topics are never shown on a personal basis without explicit consent to the topic.</summary>
    Sensitive = 1,

    /// <summary>T2: delicate topics need a stated interest, or a purchase and evidence on two days.</summary>
    Delicate = 2,

    /// <summary>T3: one event never starts a topic.</summary>
    Evidence = 3,

    /// <summary>T4: mail and push wait after a topic became known.</summary>
    Delay = 4,

    /// <summary>T5: a topic, an item and a person's letterbox are not worn out.</summary>
    Frequency = 5,

    /// <summary>T6: a topic does not follow a person over all channels and devices.</summary>
    Spread = 6,

    /// <summary>T7: what was told for one thing is used for nothing else.</summary>
    Context = 7,

    /// <summary>T8: predictions stay a step from what the person showed; delicate ones do not leave it.</summary>
    Hop = 8,

    /// <summary>T9: outside the visit only what was bought, carted or wished for is named.</summary>
    Specificity = 9,

    /// <summary>T10: explainable or not shown.</summary>
    Explainable = 10,

    /// <summary>T11: what was stated or observed here, and nothing else.</summary>
    Source = 11,

    /// <summary>T12: gifts are not taste.</summary>
    Gift = 12,

    /// <summary>T13: on a shared device nobody is mistaken for another.</summary>
    Shared = 13,

    /// <summary>T14: what was just bought is not promoted again.</summary>
    AfterPurchase = 14,

    /// <summary>T15: hidden by the customer.</summary>
    SayNo = 15,

    /// <summary>T16: children are nobody's profile.</summary>
    Age = 16,

    /// <summary>T17: who has nothing to do with a message does not get it.</summary>
    Relevance = 17,

    /// <summary>T18: the same offer to most people needs a reason.</summary>
    Blast = 18,

    /// <summary>T19: no price by profile, no false scarcity, no countdown.</summary>
    Pressure = 19,

    /// <summary>T20: some slots are not from the profile.</summary>
    BreathingRoom = 20,
}
