using Rapport.Console.Enter;
using Rapport.Console.Shell;
using Rapport.Core.Rights;
using Rapport.Storage.House;

namespace Rapport.Console.Breaches;

/// <summary>The register of breaches at the console: who looks at whom it concerns is in the audit before anybody is named.</summary>
public sealed class BreachesDesk(ConsoleOptions options, IAuditLog audit, TimeProvider clock, BreachRegister register) : StaffDesk(options, audit, clock)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<Breach> Read(OperatorVisit visit)
    {
        Permit(visit, Permissions.Figures);
        return register.Read(visit.Tenant.Id);
    }

    /// <returns>Null where the times make no sense.</returns>
    public async Task<Breach?> OpenAsync(OperatorVisit visit, bool isDrill, string scope, DateTimeOffset since, DateTimeOffset until, DateTimeOffset noticedAt)
    {
        Permit(visit, Permissions.Approve);
        var now = Clock.GetUtcNow();
        if (!BreachRegister.Scopes.Contains(scope) || since > until || until > now || noticedAt > now)
            return null;
        await NoteAsync(visit, isDrill ? "breach.drill" : "breach.open", detail: scope);
        return register.Open(visit.Tenant.Id, isDrill, scope, since, until, noticedAt);
    }

    /// <summary>The authority was told, now; the clock stops.</summary>
    public async Task ReportAsync(OperatorVisit visit, string id)
    {
        Permit(visit, Permissions.Approve);
        await NoteAsync(visit, "breach.reported", detail: id);
        register.Report(visit.Tenant.Id, id);
    }

    /// <summary>Everybody it concerns, by name.</summary>
    public async Task<IReadOnlyList<Concerned>> ConcernedAsync(OperatorVisit visit, Breach breach, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Customers | Permissions.Export);
        ArgumentNullException.ThrowIfNull(breach);
        var concerned = await register.ConcernedAsync(visit.Tenant.Id, breach, cancellation);
        await NoteAsync(visit, "breach.affected", people: concerned.Count, detail: breach.Id);
        return concerned;
    }

    /// <summary>What the authority is told: numbers, and nobody's name.</summary>
    public Task<string> NoticeAsync(OperatorVisit visit, Breach breach, string language, CancellationToken cancellation)
    {
        Permit(visit, Permissions.Figures);
        return Options.BreachNotice(visit.Tenant.Id, breach, language, cancellation);
    }
}
