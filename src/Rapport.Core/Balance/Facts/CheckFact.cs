namespace Rapport.Core.Balance.Facts;

/// <summary>What one check or probe found. A newer finding of the same check takes the place of an older one.</summary>
/// <param name="Id">Which check, among those of its part.</param>
public readonly record struct CheckFact(DateTimeOffset At, CheckPart Part, string Id, bool IsPassed);

/// <summary>What a check is about.</summary>
public enum CheckPart : byte
{
    None = 0,

    /// <summary>Refusing is as easy as accepting.</summary>
    Refusal = 1,

    /// <summary>The privacy centre is two clicks away at most.</summary>
    Dashboard = 2,

    /// <summary>A topic can be turned off, and stays away.</summary>
    TopicControl = 3,

    Security = 4,

    /// <summary>Nothing of an erased person is left.</summary>
    Residue = 5,
}

/// <summary>A stored personal field.</summary>
/// <param name="WasRead">By a decision, in the last 90 days.</param>
public readonly record struct FieldFact(string Id, bool WasRead);

/// <summary>Personal records held, and those of them past their declared time.</summary>
public readonly record struct RetentionFact(long Held, long Stale);

/// <summary>How well one held-out next action was met: by what was served, and by what many choose.</summary>
/// <param name="Served">NDCG@10.</param>
/// <param name="Popular">NDCG@10.</param>
public readonly record struct FitFact(double Served, double Popular);

/// <summary>What a hold-out says of revenue per visitor, as shares: 0.1 is ten percent more.</summary>
/// <param name="Low">The lower end of the 90 % interval.</param>
public readonly record struct LiftFact(double Low, double Lift, double High, long Visitors);

/// <summary>An order.</summary>
/// <param name="IsRepeat">The person had bought here before.</param>
public readonly record struct OrderFact(DateTimeOffset At, int Person, long AmountMinor, bool IsRepeat);

/// <summary>How many said yes and no.</summary>
public readonly record struct OptInFact(long Granted, long Refused);
