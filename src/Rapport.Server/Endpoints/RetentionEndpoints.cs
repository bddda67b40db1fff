using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.History;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Rights;
using Rapport.Server.Training;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>How long each class of data is kept, what is past its time, and letting it go at once.</summary>
internal static class RetentionEndpoints
{
    public static void MapRetention(this RouteGroupBuilder v1)
    {
        var retention = v1.MapGroup("retention").WithTags("Operations").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);
        retention.MapGet("", Read).WithName("retention");
        retention.MapPost("run", Run).WithName("enforce-retention");
    }

    /// <summary>What is held by class, and what share of it should be gone.</summary>
    internal static async Task<Ok<RetentionAnswer>> Read(HttpContext context, Upkeep upkeep, RecordUpkeep records, RetentionService job, CancellationToken cancellation) =>
        TypedResults.Ok(await AnswerAsync(Caller.Of(context)!.Tenant, upkeep, records, job, cancellation));

    /// <summary>Runs the hourly job now.</summary>
    internal static async Task<Ok<RetentionAnswer>> Run(HttpContext context, Upkeep upkeep, RecordUpkeep records, RetentionService job, ShopChanges changes, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant;
        if ((await job.RunAsync(tenant.Id, cancellation)).ChangedHistories)
            changes.Note(tenant.Id);
        return TypedResults.Ok(await AnswerAsync(tenant, upkeep, records, job, cancellation));
    }

    private static async Task<RetentionAnswer> AnswerAsync(Tenant tenant, Upkeep upkeep, RecordUpkeep records, RetentionService job, CancellationToken cancellation)
    {
        var report = await upkeep.CountAsync(tenant.Id, cancellation);
        var last = job.LastOf(tenant.Id);
        var beside = await records.CountAsync(tenant.Id, cancellation);
        return new RetentionAnswer(report.At, report.Lines, report.Stale, report.StaleShare, last?.At, last?.Removed, last?.Records, [.. report.Classes.Select(Tell)], [.. beside.Select(Tell)]);
    }

    private static RetainedClass Tell(ClassHeld held) => new(held.Name, held.Days, held.Lines, held.Stale, held.Lines == 0 ? 0 : (double)held.Stale / held.Lines, held.Oldest);
}

/// <summary>What is held by class.</summary>
/// <param name="Stale">Lines past their time that the job has not yet taken.</param>
/// <param name="LastRun">Of the job, since the server started.</param>
/// <param name="Removed">Lines that it took.</param>
/// <param name="RemovedRecords">What it took of the other classes; those of which nothing went are not among them.</param>
/// <param name="Records">Contents of decisions, finished requests, the audit, answers to closed questions: kept beside histories, and not among the lines above.</param>
internal sealed record RetentionAnswer(
    DateTimeOffset At,
    long Lines,
    long Stale,
    double StaleShare,
    DateTimeOffset? LastRun,
    int? Removed,
    IReadOnlyDictionary<string, long>? RemovedRecords,
    IReadOnlyList<RetainedClass> Classes,
    IReadOnlyList<RetainedClass> Records);

/// <summary>One class of data: a signal such as views, what is stated, or records beside histories.</summary>
internal sealed record RetainedClass(string Name, int Days, long Lines, long Stale, double StaleShare, DateTimeOffset? Oldest);
