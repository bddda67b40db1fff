using Rapport.Core.Events;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>One item of the person's usable history, and whether it may speak.</summary>
/// <param name="Kind">What says most: bought, wished, carted, then viewed.</param>
/// <param name="Share">Its exact part of the score of the item that is explained; 0 where it says nothing for it.</param>
public sealed record Voice(ItemId Item, string Title, EventKind Kind, DateTimeOffset At, Silence Silence, double Share);

/// <summary>Why an item of the history does not speak.</summary>
public enum Silence : byte
{
    /// <summary>It speaks.</summary>
    None = 0,

    /// <summary>T3: too little evidence of its topic.</summary>
    TooLittle = 1,

    /// <summary>T2: its topic is delicate and asks for more.</summary>
    Delicate = 2,

    /// <summary>T15: its topic rests after "not for me".</summary>
    Paused = 3,

    /// <summary>T12: it was a gift.</summary>
    Gift = 4,

    /// <summary>T15: the person hid the item itself.</summary>
    Hidden = 5,

    /// <summary>Given back, or taken off the list or out of the cart.</summary>
    TakenBack = 6,

    /// <summary>The model does not know it.</summary>
    NotInModel = 7,

    /// <summary>The person took it out of their taste.</summary>
    NotTaste = 8,

    /// <summary>T4: its topic became known a moment ago, and this is mail or push.</summary>
    TooSoon = 9,
}
