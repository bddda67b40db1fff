using Rapport.Core.Events;
using Rapport.Core.History;

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

    /// <summary>How many lines there are of a tenant, and how many of them are older.</summary>
    Task<AgedCount> CountAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>After which line the audit begins; null where it begins with the first.</summary>
    Task<AuditBase?> BaseAsync(CancellationToken cancellation);

    /// <summary>Removes the lines before the first one that is not older, and never the last line; <paramref name="sign"/> is given the last that goes.</summary>
    /// <returns>How many lines.</returns>
    Task<long> RetireAsync(DateTimeOffset before, Func<AuditRow, AuditBase> sign);
}
