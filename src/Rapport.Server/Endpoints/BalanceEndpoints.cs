using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Balance;
using Rapport.Server.Authority;
using Rapport.Server.Balance;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Which way a shop leans, and what to do about it: counts only, nobody's name.</summary>
internal static class BalanceEndpoints
{
    public static void MapBalance(this RouteGroupBuilder v1)
    {
        var balance = v1.MapGroup("balance").WithTags("Balance").RequireAuthorization(Policies.Shop).RequireRateLimiting(Limits.Caller);
        balance.MapGet("", Read).WithName("balance").Needs(Permissions.Figures);
        balance.MapPost("steps", Take).WithName("take-step").Needs(Permissions.Policy);
        balance.MapGet("export", Export).WithName("export-balance").Needs(Permissions.Export);
    }

    /// <summary>Reads the 28 days until now: both axes with their components and intervals, measures, challenges, the next step, history.</summary>
    internal static async Task<Ok<LeanAnswer>> Read(HttpContext context, BalanceBook book, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        await book.CloseAsync(tenant, cancellation);
        return TypedResults.Ok(LeanAnswer.Of(await book.ReadAsync(tenant, cancellation)));
    }

    /// <summary>Notes that the next step is taken from tomorrow on. After fourteen days the balance says what became of it.</summary>
    internal static async Task<Results<Ok<TakenStepAnswer>, ProblemHttpResult>> Take(TakeStepBody body, HttpContext context, BalanceBook book, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        return await book.TakeAsync(shop.Tenant.Id, shop.Actor, body.Action, cancellation) is { } step
            ? TypedResults.Ok(TakenStepAnswer.Of(step, outcome: null))
            : Problem.Of("invalid-value", "GET /v1/balance names the next step; no other can be taken by it.", "$.action");
    }

    /// <summary>The facts of the 28 days with the numbers computed from them: people are numbers of this file. An independent script computes it again.</summary>
    internal static async Task<ContentHttpResult> Export(HttpContext context, BalanceBook book, CancellationToken cancellation)
    {
        var reading = await book.ReadAsync(Caller.Of(context)!.Tenant.Id, cancellation);
        return TypedResults.Content(BalanceExport.Write(reading.Window, reading.Limits), "application/json");
    }
}
