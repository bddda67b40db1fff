using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>What a secret key must be allowed to ask an address. An address that names nothing takes keys without a scope only.</summary>
internal sealed record Scope(Permissions Needed);

/// <summary>Says and enforces scopes.</summary>
internal static class Scopes
{
    public static TBuilder Needs<TBuilder>(this TBuilder routes, Permissions needed)
        where TBuilder : IEndpointConventionBuilder => routes.WithMetadata(new Scope(needed));

    /// <summary>Refuses secret keys beyond their scope, on every address.</summary>
    public static IApplicationBuilder UseScopes(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var needed = context.GetEndpoint()?.Metadata.GetMetadata<Scope>()?.Needed ?? Permissions.All;
        if (needed == Permissions.Metrics)
            return HasHouseKey(context) ? next(context) : Problem.WriteAsync(context, "metrics-key-needed");
        return Caller.Of(context) is not Caller.Shop shop || (shop.May & needed) == needed ? next(context) : Problem.WriteAsync(context, "key-out-of-scope");
    });

    /// <summary>Metrics speak of all shops: no shop's own key opens them.</summary>
    private static bool HasHouseKey(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var key]
        && context.RequestServices.GetRequiredService<SecretKeys>().Match(key) is { Tenant: "" } found
        && found.May.HasFlag(Permissions.Metrics);
}
