namespace Rapport.Core.Rights;

/// <summary>A breach of personal data, or the drill of one, as the register keeps it: facts and times, nobody's name.</summary>
/// <param name="Scope">What was open: store, logs, export or account.</param>
/// <param name="Since">From when on it was open.</param>
/// <param name="Until">Until when.</param>
/// <param name="NoticedAt">When the house knew: the clock of 72 hours runs from here (GDPR, article 33).</param>
/// <param name="ReportedAt">When the authority was told; null until then.</param>
public sealed record Breach(string Id, bool Drill, string Scope, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset NoticedAt, DateTimeOffset? ReportedAt = null)
{
    /// <summary>How long the law gives to tell the authority.</summary>
    public static readonly TimeSpan Clock = TimeSpan.FromHours(72);

    public DateTimeOffset DueAt => NoticedAt + Clock;

    public bool IsOverdue(DateTimeOffset now) => (ReportedAt ?? now) > DueAt;
}
