using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Balance;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.History;
using Rapport.Server.Authority;
using Rapport.Server.Compliance;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The figures of the operator console: counts only, nobody's name.</summary>
internal static class FigureEndpoints
{
    public static void MapFigures(this RouteGroupBuilder v1) =>
        v1.MapGet("figures", Read).WithTags("Figures").WithName("figures").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);

    /// <summary>Counts since the server started, the last hour by minute, what is stored now, and the two sides of the balance.</summary>
    internal static async Task<Ok<FiguresAnswer>> Read(HttpContext context, LiveFigures figures, ICustomerStore customers, SecurityPosture security, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        var live = figures.Read(tenant);
        var stored = await customers.CountAsync(tenant, cancellation);
        var posture = await security.ReadAsync(tenant, cancellation);
        var axes = TwoAxes.Of(live, [.. posture.Select(check => check.Holds)]);
        return TypedResults.Ok(new FiguresAnswer(
            live.Since,
            live.Stored,
            live.Refused.ToDictionary(pair => Wire.Name(pair.Key), pair => pair.Value),
            live.Dropped,
            live.Tiers.ToDictionary(pair => Wire.Name(pair.Key), pair => pair.Value),
            live.HeldBack.ToDictionary(pair => Wire.Name(pair.Key), pair => pair.Value),
            live.Degraded,
            [.. live.Minutes.Select(minute => new MinuteAnswer(minute.At, minute.Stored, minute.Person, minute.Session, minute.Context, minute.Popular))],
            stored.Customers,
            stored.Lines,
            [.. PurposeCatalogue.All.Select(purpose => new ConsentCount(purpose.Id, stored.Granted.GetValueOrDefault(purpose.Purpose), stored.Refused.GetValueOrDefault(purpose.Purpose)))],
            BalanceAnswer.Of(axes, posture),
            [.. live.Surfaces.Select(surface => SurfaceAnswer.Of(surface, GenericSurface.Of(live)))],
            new SpeedAnswer(live.Speed.Answers, live.Speed.IsKnown ? live.Speed.P95.TotalMilliseconds : null, AnswerSpeed.Target.TotalMilliseconds),
            [.. figures.Uses.Read(tenant).Select(use => new FieldUseAnswer(use.Signal.Id, use.Field.Id, use.LastKept, use.LastUsed, use.IsIdle))],
            [.. live.NotRead.Select(NotReadEntry.Of)]));
    }
}

/// <summary>Counts for operators.</summary>
/// <param name="Dropped">Fields dropped before storage, by name.</param>
/// <param name="NotRead">Lines that answers found and did not read, by class of data, purposes and cause.</param>
/// <param name="Degraded">Decisions that answered plain content because something was away.</param>
internal sealed record FiguresAnswer(
    DateTimeOffset Since,
    long Stored,
    IReadOnlyDictionary<string, long> Refused,
    IReadOnlyDictionary<string, long> Dropped,
    IReadOnlyDictionary<string, long> Tiers,
    IReadOnlyDictionary<string, long> HeldBack,
    long Degraded,
    IReadOnlyList<MinuteAnswer> Minutes,
    long Customers,
    long Lines,
    IReadOnlyList<ConsentCount> Consents,
    BalanceAnswer Balance,
    IReadOnlyList<SurfaceAnswer> Surfaces,
    SpeedAnswer Speed,
    IReadOnlyList<FieldUseAnswer> Fields,
    IReadOnlyList<NotReadEntry> NotRead);

/// <summary>How fast answers are.</summary>
/// <param name="Answers">How many of the latest stand behind it, at most 1,000.</param>
/// <param name="P95Milliseconds">So fast were 95 of 100, from the question understood to the line noted; null below 200 answers.</param>
internal sealed record SpeedAnswer(int Answers, double? P95Milliseconds, double TargetMilliseconds);

/// <summary>When a field was last of use.</summary>
/// <param name="LastKept">The day an event last brought its signal; null for never.</param>
/// <param name="LastUsed">The day a suggestion, a training or the customer's own list last read it; null for never.</param>
/// <param name="Idle">Not for 90 days: it need not be kept.</param>
internal sealed record FieldUseAnswer(string Signal, string Field, DateOnly? LastKept, DateOnly? LastUsed, bool Idle);

/// <summary>How personal one surface is.</summary>
/// <param name="Answers">All answers since the server started.</param>
/// <param name="Popular">Of these, those that rest on nothing but what many choose.</param>
/// <param name="Latest">How many of the latest, at most 200, stand behind latestPopular.</param>
/// <param name="LatestPermitted">The latest, at most 200, for people who said yes and have a history.</param>
/// <param name="LatestPermittedPopular">Of these, those that show what many choose all the same.</param>
/// <param name="LatestPermittedHeld">Of those, the ones in which tact held something back.</param>
/// <param name="Generic">despite-permission: most of those who said yes see what many choose; went-generic: it was more personal before; null otherwise.</param>
internal sealed record SurfaceAnswer(
    string Surface,
    long Answers,
    long Popular,
    int Latest,
    int LatestPopular,
    int LatestPermitted,
    int LatestPermittedPopular,
    int LatestPermittedHeld,
    string? Generic)
{
    public static SurfaceAnswer Of(SurfaceFigures figures, IReadOnlyList<GenericSurface> flagged) => new(
        Wire.Name(figures.Surface),
        figures.Answers,
        figures.Popular,
        figures.Latest,
        figures.LatestPopular,
        figures.LatestPermitted,
        figures.LatestPermittedPopular,
        figures.LatestPermittedHeld,
        flagged.FirstOrDefault(surface => surface.Surface == figures.Surface)?.Cause switch
        {
            GenericCause.DespitePermission => "despite-permission",
            GenericCause.WentGeneric => "went-generic",
            _ => null,
        });
}

/// <summary>One minute: events stored, and decisions by tier.</summary>
internal sealed record MinuteAnswer(DateTimeOffset At, long Stored, long Person, long Session, long Context, long Popular);

/// <summary>How many customers last said yes or no to a purpose.</summary>
internal sealed record ConsentCount(string Purpose, long Granted, long Refused);
