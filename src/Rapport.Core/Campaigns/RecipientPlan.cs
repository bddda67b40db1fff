using Rapport.Core.Recommendations;

namespace Rapport.Core.Campaigns;

/// <summary>What becomes of one person in a campaign, and why.</summary>
/// <param name="Relevance">0 to 1: the share of taste that is about the message, or of its items that rest on it; null where nothing is known.</param>
/// <param name="IsBelowFloor">Whether rule T17 speaks against it, obeyed or not.</param>
/// <param name="Offer">What they are offered; null for nothing.</param>
/// <param name="Answer">What the decision point says; null where it was not asked.</param>
public sealed record RecipientPlan(CampaignFate Fate, double? Relevance = null, bool IsBelowFloor = false, Offer? Offer = null, Answer? Answer = null)
{
    public bool IsSent => Fate == CampaignFate.Sent;
}

/// <summary>Whether a person gets a message. Values are counted and stored: never renumber.</summary>
public enum CampaignFate : byte
{
    /// <summary>Not asked for: no yes to mail, or not whom it is for.</summary>
    Outside = 0,

    Sent = 1,

    /// <summary>T4: the topic is known for too short a time.</summary>
    TooSoon = 4,

    /// <summary>T5: as many mails as somebody gets.</summary>
    TooOften = 5,

    /// <summary>T17: it is nothing to them.</summary>
    BelowFloor = 17,

    /// <summary>No item may be said to them.</summary>
    NothingToSay = 100,

    /// <summary>The address is on the list of those that get nothing.</summary>
    Suppressed = 101,
}
