namespace Rapport.Core.Events;

/// <summary>What happened, in the words of the Segment e-commerce specification (v2). Values are stored: never renumber.</summary>
public enum EventKind : byte
{
    None = 0,
    ProductViewed = 1,
    ProductClicked = 2,
    ProductsSearched = 3,
    CategoryViewed = 4,
    AddedToCart = 5,
    RemovedFromCart = 6,
    AddedToWishlist = 7,
    RemovedFromWishlist = 8,
    OrderCompleted = 9,
    OrderRefunded = 10,

    /// <summary>"Not for me", said by the customer about an item: its topic rests (rule T15).</summary>
    Hidden = 11,

    /// <summary>Points of the loyalty programme; the text says how many. Kept for the purpose "loyalty" alone.</summary>
    LoyaltyPointsEarned = 12,

    /// <summary>A tier of the loyalty programme; the text names it. Kept for the purpose "loyalty" alone.</summary>
    LoyaltyTierChanged = 13,

    /// <summary>A film, an episode or a track was started.</summary>
    Played = 20,

    /// <summary>A film, an episode or a track was played to its end.</summary>
    Completed = 21,

    /// <summary>An answer of the shop's quiz, said by the customer (rule T7: used for suggestions and nothing else).</summary>
    QuizAnswered = 22,

    /// <summary>"This is not my taste", said by the customer about an item: it stays in history and speaks for nothing.</summary>
    ExcludedFromTaste = 23,

    /// <summary>How strongly rows may be personal, said by the customer; the text names it. Said anew it replaces what was said before.</summary>
    StrengthChosen = 24,

    /// <summary>Shown to the person on a personal basis, as the page or the sender reports; the text names the channel, none for the site. It says nothing of taste and only ever takes away (rules T5 and T6).</summary>
    Shown = 30,

    /// <summary>A message was handed over; the text names it. It says nothing of taste (rule T5).</summary>
    Mailed = 31,
}
