namespace Rapport.Core.Balance.Facts;

/// <summary>One message handed over to one person.</summary>
/// <param name="IsBelowFloor">The person has nothing to do with what it is about (rule T17).</param>
/// <param name="IsBlast">The same offer to most people without a rule by person (rule T18).</param>
public readonly record struct MessageFact(DateTimeOffset At, int Person, bool IsBelowFloor, bool IsBlast);

/// <summary>"How do you know this?", a hide or an unsubscribe.</summary>
public readonly record struct ComplaintFact(DateTimeOffset At, Complaint Kind);

/// <summary>How a person said that something was too much.</summary>
public enum Complaint : byte
{
    None = 0,
    HowDoYouKnow = 1,
    Hide = 2,
    Unsubscribe = 3,
}
