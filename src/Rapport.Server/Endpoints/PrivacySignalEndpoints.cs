using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What the server says about the signals of browsers.</summary>
internal static class PrivacySignalEndpoints
{
    /// <summary>When the support for Global Privacy Control last changed.</summary>
    private static readonly DateOnly LastUpdate = new(2026, 11, 23);

    public static void MapPrivacySignals(this IEndpointRouteBuilder app) =>
        app.MapGet("/.well-known/gpc.json", Read).WithTags("Consent").WithName("gpc").Needs(Permissions.None).RequireCors(Cors.Anywhere).RequireRateLimiting(Limits.Open);

    /// <summary>Says that Global Privacy Control is obeyed.</summary>
    internal static Ok<GpcSupport> Read() => TypedResults.Ok(new GpcSupport(true, LastUpdate));
}

/// <summary>The support resource of Global Privacy Control.</summary>
internal sealed record GpcSupport(bool Gpc, DateOnly LastUpdate);
