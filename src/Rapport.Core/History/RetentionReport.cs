using System.Collections.Immutable;

namespace Rapport.Core.History;

/// <summary>What is held by class, and how much of it should be gone.</summary>
/// <param name="At">When it was counted, UTC.</param>
public sealed record RetentionReport(DateTimeOffset At, ImmutableArray<ClassHeld> Classes)
{
    public long Lines => Classes.Sum(held => held.Lines);

    public long Stale => Classes.Sum(held => held.Stale);

    /// <summary>The share of lines that are past their time for a purpose they are still kept for; 0 with nothing held.</summary>
    public double StaleShare => Lines == 0 ? 0 : (double)Stale / Lines;
}

/// <summary>What is held of one class of data.</summary>
/// <param name="Days">The longest time any purpose keeps it.</param>
/// <param name="Stale">Lines past their time.</param>
/// <param name="Oldest">UTC; null with nothing held.</param>
public sealed record ClassHeld(string Name, int Days, long Lines, long Stale, DateTimeOffset? Oldest);
