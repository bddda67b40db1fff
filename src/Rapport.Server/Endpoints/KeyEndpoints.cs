using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The key that seals the keys of the house, changed while it goes on.</summary>
internal static class KeyEndpoints
{
    public static void MapKeys(this RouteGroupBuilder v1) =>
        v1.MapPost("keys/rotations", Rotate).WithName("rotate-keys").WithTags("Keys").RequireAuthorization(Policies.Shop).Needs(Permissions.House).RequireRateLimiting(Limits.Caller);

    /// <summary>Seals every key of the house anew under a new key-encryption key, in a file of its keys folder. No request fails meanwhile and no history is touched.</summary>
    internal static async Task<Results<Ok<RotatedKeys>, ProblemHttpResult>> Rotate(HttpContext context, KeyRotations rotations, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        return await rotations.RunAsync(shop.Actor, shop.Tenant.Id, cancellation) is { } done
            ? TypedResults.Ok(new RotatedKeys(done.Generation, done.Wrapped, done.IsResumed))
            : Problem.Of("keys-elsewhere");
    }
}

/// <summary>What a rotation did.</summary>
/// <param name="Generation">How often the key was changed, and one.</param>
/// <param name="Wrapped">How many keys were sealed anew.</param>
/// <param name="Resumed">True when it finished what an earlier one had begun.</param>
internal sealed record RotatedKeys(int Generation, long Wrapped, bool Resumed);
