using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Server.Authority;
using Rapport.Server.Training;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Whether the server can do its work.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapGet("/health", Read).WithTags("Health").WithName("health").Needs(Permissions.None);

    /// <summary>ok, or degraded with what is away. Degraded still serves plain content, so the status is 200.</summary>
    internal static Ok<HealthAnswer> Read(RapportStore store, Shops shops, TenantDirectory tenants, Trainings trainings)
    {
        var health = store.Health;
        var hasModels = tenants.All.All(tenant => shops[tenant.Id].ModelHash.Length > 0);
        var isWell = health is { KeysAvailable: true, StoreAvailable: true, DecisionLogAvailable: true };
        return TypedResults.Ok(new HealthAnswer(isWell ? "ok" : "degraded", new HealthChecks(
            Word(health.StoreAvailable),
            Word(health.KeysAvailable),
            tenants.All.Any(tenant => trainings.LastPublicationOf(tenant.Id) is { IsPublished: false }) ? "refused" : hasModels ? "ok" : "none yet",
            Word(health.DecisionLogAvailable))));
    }

    private static string Word(bool isThere) => isThere ? "ok" : "away";
}

/// <summary>The state of the server.</summary>
/// <param name="Status">ok or degraded.</param>
internal sealed record HealthAnswer(string Status, HealthChecks Checks);

/// <summary>The state of each part: ok, away, or none yet; of the model also refused: it failed a safeguard, and the one before it answers.</summary>
internal sealed record HealthChecks(string Store, string Keys, string Model, string DecisionLog);
