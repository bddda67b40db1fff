using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;
using Rapport.Server.Authority;
using Rapport.Server.Catalogue;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Tact;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>A shop's rules of tact as its customers may read them.</summary>
internal static class PlainPolicyEndpoints
{
    public static void MapPlainPolicy(this RouteGroupBuilder v1) =>
        v1.MapGet("policy/plain", List).WithTags("Policy").WithName("plain-policy").Needs(Permissions.None).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Open);

    /// <summary>Lists the rules of tact in plain words with the shop's own numbers, and which of them are in force.</summary>
    /// <param name="language">en or de; by default what the browser prefers.</param>
    /// <param name="surface">Where; absent: what holds everywhere but on surfaces of their own.</param>
    /// <param name="tenant">The shop, where no credential and no header Rapport-Tenant names it.</param>
    internal static Results<Ok<PlainPolicy>, ProblemHttpResult> List(HttpContext context, TenantDirectory tenants, Shops shops, string? language = null, string? surface = null, string? tenant = null)
    {
        if (!OpenShop.TryFind(context, tenants, tenant, out var shop, out var problem))
            return problem;
        if (surface is not null && Wire.SurfaceOf(surface) is null)
            return Problem.Of("invalid-value", member: "surface");
        var spoken = Languages.Choose(context.Request, language);
        context.Response.Headers.ContentLanguage = spoken;
        var policy = shops[shop.Id].Policy.On(surface is null ? Surface.None : Wire.SurfaceOf(surface)!.Value);
        return TypedResults.Ok(new PlainPolicy(
            policy.Version,
            [.. Enum.GetValues<TactRule>().Where(rule => rule is not TactRule.None).Select(rule => new PlainRule($"T{(int)rule}", PlainRules.Of(rule, policy, spoken), policy.Enforces(rule)))],
            [.. TopicList.Of(shops[shop.Id].Catalogue).Select(topic => new PlainTopic(topic, TopicList.Title(topic, spoken)))]));
    }
}

/// <summary>The rules of tact in plain words.</summary>
/// <param name="Version">The policy's version, which every decision names.</param>
/// <param name="Topics">What a customer can say "not about this" to, the commonest first; sensitive topics are none of them.</param>
internal sealed record PlainPolicy(int Version, IReadOnlyList<PlainRule> Rules, IReadOnlyList<PlainTopic> Topics);

/// <summary>One topic.</summary>
/// <param name="Id">As a choice names it: topic:ID.</param>
internal sealed record PlainTopic(string Id, string Title);

/// <summary>One rule.</summary>
/// <param name="InForce">False: this shop has switched it off, or only counts what it would hold back.</param>
internal sealed record PlainRule(string Rule, string Text, bool InForce);
