using Rapport.Console.Enter;
using Rapport.Console.Shell;
using Rapport.Core.Rights;
using Rapport.Storage.House;

namespace Rapport.Console.Audit;

/// <summary>Shows what staff read and changed, and walks the chain that holds it.</summary>
public sealed class AuditDesk(ConsoleOptions options, IAuditLog audit, TimeProvider clock) : StaffDesk(options, audit, clock)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    private const int MostSearched = 1_000;

    /// <summary>Newest first.</summary>
    /// <param name="before">Only lines with a smaller number; null for the newest.</param>
    public Task<IReadOnlyList<AuditLine>> ReadAsync(OperatorVisit visit, long? before, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Approve);
        return Audit.ReadAsync(visit.Tenant.Id, before, PageSize, cancellation);
    }

    /// <summary>The alarms of the last 30 days among the latest thousand lines, newest first.</summary>
    public async Task<IReadOnlyList<AuditLine>> AlarmsAsync(OperatorVisit visit, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Approve);
        var since = Clock.GetUtcNow().AddDays(-30);
        var lines = await Audit.ReadAsync(visit.Tenant.Id, null, MostSearched, cancellation);
        return [.. lines.Where(line => line.Action == AuditEntry.BulkRead && line.At >= since)];
    }

    /// <summary>Walks the whole chain, and writes down that it was walked.</summary>
    public async Task<(AuditVerdict Verdict, TimeSpan Took)> VerifyAsync(OperatorVisit visit, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Approve);
        var begun = Clock.GetTimestamp();
        var verdict = await Audit.VerifyAsync(cancellation);
        var took = Clock.GetElapsedTime(begun);
        await NoteAsync(visit, "audit.verify", detail: verdict.Broken is null ? "holds" : "broken");
        return (verdict, took);
    }
}
