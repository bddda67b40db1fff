using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;

namespace Rapport.Server.Endpoints;

/// <summary>The shop an open question is about: the credential's, or the one that is named.</summary>
internal static class OpenShop
{
    /// <param name="tenant">The name in the query, where one stands there.</param>
    public static bool TryFind(HttpContext context, TenantDirectory tenants, string? tenant, [NotNullWhen(true)] out Tenant? shop, [NotNullWhen(false)] out ProblemHttpResult? problem)
    {
        var named = tenant ?? (context.Request.Headers.TryGetValue("Rapport-Tenant", out var header) ? header.ToString() : null);
        shop = Caller.Of(context)?.Tenant ?? (named is null ? null : tenants.Find(named));
        problem = shop is null ? Problem.Of(named is null ? "tenant-missing" : "unknown-tenant")
            : named is not null && named != shop.Id.Value ? Problem.Of("other-tenant")
            : null;
        return problem is null;
    }
}
