namespace Rapport.Storage.Audit;

/// <summary>Port: the lines of the audit in one kind of database.</summary>
internal interface IAuditTable
{
    /// <summary>Adds a line after the last one, alone and durable; <paramref name="follow"/> is given the last line, or null before the first.</summary>
    Task<AuditRow> AppendAsync(Func<AuditRow?, AuditRow> follow);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<AuditRow>> NewestAsync(string? tenant, long before, int most, CancellationToken cancellation);

    /// <summary>Ascending, from a number on.</summary>
    Task<IReadOnlyList<AuditRow>> PageAsync(long after, int most, CancellationToken cancellation);
}
