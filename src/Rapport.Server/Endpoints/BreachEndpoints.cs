using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Rights;
using Rapport.Server.Authority;
using Rapport.Server.Boundary;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The register of breaches and drills: the clock of 72 hours, whom it concerns, and the draft of what the authority is told.</summary>
internal static class BreachEndpoints
{
    public static void MapBreaches(this RouteGroupBuilder v1)
    {
        var breaches = v1.MapGroup("breaches").WithTags("Breaches").RequireAuthorization(Policies.Shop).RequireRateLimiting(Limits.Caller);
        breaches.MapGet("", List).WithName("breaches").Needs(Permissions.Figures);
        breaches.MapPost("", Open).WithName("open-breach").Repeatable().Needs(Permissions.Approve);
        breaches.MapPost("{id}/reported", Report).WithName("report-breach").Needs(Permissions.Approve);
        breaches.MapGet("{id}/affected", Affected).WithName("breach-affected").Needs(Permissions.Customers | Permissions.Export);
        breaches.MapGet("{id}/notice", Notice).WithName("breach-notice").Needs(Permissions.Figures);
    }

    /// <summary>All breaches and drills, the newest first, with what is left of their 72 hours.</summary>
    internal static Ok<BreachList> List(HttpContext context, BreachRegister register, TimeProvider clock) =>
        TypedResults.Ok(new BreachList([.. register.Read(Caller.Of(context)!.Tenant.Id).Select(breach => Answer(breach, clock.GetUtcNow()))]));

    /// <summary>Writes a breach, or the drill of one, into the register; its clock runs from when it was noticed.</summary>
    internal static async Task<Results<Ok<BreachAnswer>, ProblemHttpResult>> Open(BreachRequest request, HttpContext context, BreachRegister register, IAuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var (tenant, now) = (Caller.Of(context)!.Tenant.Id, clock.GetUtcNow());
        if (!BreachRegister.Scopes.Contains(request.Scope))
            return Problem.Of("invalid-value", $"Say one of {string.Join(", ", BreachRegister.Scopes)}.", "scope");
        if (request.Since > request.Until || request.Until > now || request.NoticedAt > now)
            return Problem.Of("invalid-value", "since is not after until, and nothing lies ahead.", "since");
        await audit.AppendAsync(new AuditEntry(ActorOf(context), request.Drill ? "breach.drill" : "breach.open", tenant, Detail: request.Scope), cancellation);
        return TypedResults.Ok(Answer(register.Open(tenant, request.Drill, request.Scope, request.Since, request.Until, request.NoticedAt), now));
    }

    /// <summary>Notes that the authority was told, now; the clock stops.</summary>
    internal static async Task<Results<Ok<BreachAnswer>, ProblemHttpResult>> Report(string id, HttpContext context, BreachRegister register, IAuditLog audit, TimeProvider clock, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        if (register.Find(tenant, id) is null)
            return Problem.Of("unknown-breach");
        await audit.AppendAsync(new AuditEntry(ActorOf(context), "breach.reported", tenant, Detail: id), cancellation);
        return TypedResults.Ok(Answer(register.Report(tenant, id)!, clock.GetUtcNow()));
    }

    /// <summary>Names everybody of whom something was stored before the breach was over. Who asks is in the audit before anybody is named.</summary>
    internal static async Task<Results<Ok<AffectedList>, ProblemHttpResult>> Affected(string id, HttpContext context, BreachRegister register, IAuditLog audit, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        if (register.Find(tenant, id) is not { } breach)
            return Problem.Of("unknown-breach");
        var concerned = await register.ConcernedAsync(tenant, breach, cancellation);
        await audit.AppendAsync(new AuditEntry(ActorOf(context), "breach.affected", tenant, People: concerned.Count, Detail: id), cancellation);
        return TypedResults.Ok(new AffectedList(concerned.Count, concerned));
    }

    /// <summary>The draft of the notice to the authority, in English or German: numbers, and nobody's name.</summary>
    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Notice(string id, HttpContext context, BreachRegister register, CancellationToken cancellation, string? language = null)
    {
        var tenant = Caller.Of(context)!.Tenant;
        if (register.Find(tenant.Id, id) is not { } breach)
            return Problem.Of("unknown-breach");
        var spoken = Languages.Choose(context.Request, language);
        context.Response.Headers.ContentLanguage = spoken;
        return TypedResults.Text(BreachNotice.Draft(breach, tenant.Name, await register.ConcernedAsync(tenant.Id, breach, cancellation), FactsTexts.In(spoken)), "text/plain; charset=utf-8");
    }

    private static string ActorOf(HttpContext context) => ((Caller.Shop)Caller.Of(context)!).Actor;

    private static BreachAnswer Answer(Breach breach, DateTimeOffset now) =>
        new(breach.Id, breach.Drill, breach.Scope, breach.Since, breach.Until, breach.NoticedAt, breach.DueAt, breach.ReportedAt, Math.Round((breach.DueAt - (breach.ReportedAt ?? now)).TotalHours, 1), breach.IsOverdue(now));
}

/// <summary>A breach, or the drill of one.</summary>
/// <param name="Scope">store, logs, export or account.</param>
/// <param name="Since">From when on it was open.</param>
/// <param name="NoticedAt">By default now.</param>
internal sealed record BreachRequest(string Scope, DateTimeOffset Since, DateTimeOffset Until, bool Drill = false, DateTimeOffset? NoticedAt = null);

/// <summary>All breaches and drills.</summary>
internal sealed record BreachList(IReadOnlyList<BreachAnswer> Breaches);

/// <summary>One of them, and its clock.</summary>
/// <param name="HoursLeft">Of the 72, when it was reported or now; below zero when they were not enough.</param>
internal sealed record BreachAnswer(string Id, bool Drill, string Scope, DateTimeOffset Since, DateTimeOffset Until, DateTimeOffset NoticedAt, DateTimeOffset DueAt, DateTimeOffset? ReportedAt, double HoursLeft, bool Overdue);

/// <summary>Whom it concerns.</summary>
internal sealed record AffectedList(int People, IReadOnlyList<Concerned> Affected);
