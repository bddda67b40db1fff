namespace Rapport.Core.Recommendations;

/// <summary>What became of an item on its way into an answer.</summary>
public enum Fate : byte
{
    /// <summary>No source had it.</summary>
    NotFound = 0,

    /// <summary>It stands in the answer.</summary>
    Shown = 1,

    /// <summary>The catalogue does not know it.</summary>
    UnknownItem = 2,

    SoldOut = 3,

    /// <summary>The question asked for another category.</summary>
    OtherCategory = 4,

    /// <summary>The question asked to leave it out.</summary>
    Excluded = 5,

    InCart = 6,

    /// <summary>The page is about it already.</summary>
    OnPage = 7,

    /// <summary>The person said "not for me" about it.</summary>
    Hidden = 8,

    /// <summary>Owned, and not a consumable whose rest is over (rule T14).</summary>
    Owned = 9,

    /// <summary>It stands in the answer already, for another reason.</summary>
    AlreadyShown = 10,

    /// <summary>A variant of it stands in the answer already.</summary>
    GroupShown = 11,

    /// <summary>Nothing the person has speaks for it.</summary>
    NoScore = 12,

    /// <summary>The slots for personal items were taken; the rest is breathing room (rule T20).</summary>
    PersonalSlotsFull = 13,

    /// <summary>Its topic had as many slots as one topic may have.</summary>
    TopicFull = 14,

    /// <summary>Touchy, and the page is not about its class.</summary>
    NotForEverybody = 15,

    /// <summary>A rule of tact held it back.</summary>
    HeldBack = 16,

    /// <summary>All slots were taken before its turn.</summary>
    SlotsFull = 17,

    /// <summary>Its source had enough better ones and stopped before it.</summary>
    BeyondPool = 18,

    /// <summary>The question asked for other items: another price, shelf or stock.</summary>
    Filtered = 19,

    /// <summary>A rule of the shop excludes it.</summary>
    Ruled = 20,

    /// <summary>It is for a loyalty tier the person has not reached, or did not agree to be known by.</summary>
    OtherTier = 21,

    /// <summary>Its brand or creator had a third of the slots already.</summary>
    MakerFull = 22,
}

/// <summary>The fate of one candidate, and the rule behind it where a rule decided.</summary>
public readonly record struct Outcome(Fate Fate, Tact.TactRule HeldBy = Tact.TactRule.None);
