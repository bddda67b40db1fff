using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Balance;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.History;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Storage;

namespace Rapport.Server.Endpoints;

/// <summary>The figures of the operator console: counts only, nobody's name.</summary>
internal static class FigureEndpoints
{
    public static void MapFigures(this RouteGroupBuilder v1) =>
        v1.MapGet("figures", Read).WithTags("Figures").WithName("figures").RequireAuthorization(Policies.Shop).RequireRateLimiting(Limits.Caller);

    /// <summary>Counts since the server started, the last hour by minute, what is stored now, and the two sides of the balance.</summary>
    internal static async Task<Ok<FiguresAnswer>> Read(HttpContext context, LiveFigures figures, ICustomerStore customers, RapportStore store, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        var live = figures.Read(tenant);
        var stored = await customers.CountAsync(tenant, cancellation);
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
            BalanceAnswer.Of(TwoAxes.Of(live, store.Health.SecurityChecks))));
    }
}

/// <summary>Counts for operators.</summary>
/// <param name="Dropped">Fields dropped before storage, by name.</param>
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
    BalanceAnswer Balance);

/// <summary>One minute: events stored, and decisions by tier.</summary>
internal sealed record MinuteAnswer(DateTimeOffset At, long Stored, long Person, long Session, long Context, long Popular);

/// <summary>How many customers last said yes or no to a purpose.</summary>
internal sealed record ConsentCount(string Purpose, long Granted, long Refused);
