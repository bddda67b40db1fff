namespace Rapport.Core.Balance.Facts;

/// <summary>A consent taken back.</summary>
/// <param name="LastUsedAt">The last use of that data in the log; null for none after the click.</param>
public readonly record struct WithdrawalFact(DateTimeOffset At, DateTimeOffset? LastUsedAt)
{
    /// <summary>Seconds from the click to the last use.</summary>
    public double Seconds => LastUsedAt is { } used && used > At ? (used - At).TotalSeconds : 0;
}

/// <summary>A purpose turned on.</summary>
/// <param name="OffAt">When it was turned off again; null while it is on.</param>
public readonly record struct PermissionFact(DateTimeOffset OnAt, DateTimeOffset? OffAt);

/// <summary>A request by right.</summary>
public readonly record struct RequestFact(DateTimeOffset DueAt, DateTimeOffset? DoneAt)
{
    public bool IsInTime => DoneAt <= DueAt;
}

/// <summary>An answer to the pulse question; nobody's.</summary>
public readonly record struct PulseFact(PulseQuestion Question, bool Agrees);

/// <summary>The two questions of the pulse.</summary>
public enum PulseQuestion : byte
{
    None = 0,
    UnderstandsWhatILike = 1,
    RespectsMyLimits = 2,
}
