using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Rules;
using Rapport.Server.Authority;
using Rapport.Server.Catalogue;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What the shop itself wants shown or not.</summary>
internal static class RuleEndpoints
{
    public static void MapRules(this RouteGroupBuilder v1)
    {
        var rules = v1.MapGroup("rules").WithTags("Rules").RequireAuthorization(Policies.Shop).Needs(Permissions.Policy).RequireRateLimiting(Limits.Caller);
        rules.MapGet("", Read).WithName("rules");
        rules.MapPut("", Put).WithName("put-rules");
        rules.MapPost("rollback", RollBack).WithName("roll-back-rules").Needs(Permissions.Approve);
    }

    /// <summary>Reads the shop's rules; the header ETag names exactly these.</summary>
    internal static Ok<RulesBody> Read(HttpContext context, Shops shops)
    {
        var rules = shops[Caller.Of(context)!.Tenant.Id].Rules ?? BusinessRules.None;
        Name(context, rules);
        return TypedResults.Ok(Body(rules));
    }

    /// <summary>Replaces all rules; the next decision obeys them. With If-Match and the ETag that was read, a change of somebody else in between is not overwritten. No rule overrides tact, consent, stock or a filter.</summary>
    internal static async Task<Results<Ok<RulesBody>, ProblemHttpResult>> Put(RulesBody body, HttpContext context, RuleBook book, CancellationToken cancellation)
    {
        var rules = new List<BusinessRule>(body.Rules.Count);
        for (var i = 0; i < body.Rules.Count; i++)
        {
            // A null in a list is no value of any member, whatever the declared type says.
            if (body.Rules[i] is not { } given)
                return Problem.Of("invalid-value", member: $"$.rules[{i}]");
            if (Unreadable(given) is { } member)
                return Problem.Of("invalid-value", member: $"$.rules[{i}].{member}");
            rules.Add(Rule(given));
        }

        var all = new BusinessRules([.. body.LoyaltyTiers ?? []], [.. rules]);
        if (RulesCheck.Mistake(all) is { } mistake)
            return Problem.Of("invalid-value", Advice(mistake), mistake);
        var shop = (Caller.Shop)Caller.Of(context)!;
        var read = context.Request.Headers.IfMatch is [{ } match] && match != "*" ? match.Trim('"') : null;
        if (!await book.PutAsync(shop.Tenant.Id, shop.Actor, all, read, cancellation))
            return Problem.Of("rules-changed", "GET /v1/rules again, make the change in what stands there, and send it with the new ETag.");
        Name(context, all);
        return TypedResults.Ok(Body(all));
    }

    /// <summary>Puts back the rules of a version that was in force before, by the ETag it had. The audit notes who did.</summary>
    internal static async Task<Results<Ok<RulesBody>, ProblemHttpResult>> RollBack(RollBackBody body, HttpContext context, RuleBook book, CancellationToken cancellation)
    {
        var shop = (Caller.Shop)Caller.Of(context)!;
        if (await book.RollBackAsync(shop.Tenant.Id, shop.Actor, body.Version.Trim('"'), cancellation) is not { } rules)
            return Problem.Of("unknown-version", member: "$.version");
        Name(context, rules);
        return TypedResults.Ok(Body(rules));
    }

    private static void Name(HttpContext context, BusinessRules rules) => context.Response.Headers.ETag = $"\"{RuleBook.VersionOf(rules)}\"";

    private static string? Advice(string mistake) => mistake switch
    {
        "$.rules" => $"At most {BusinessRules.MaxRules} rules.",
        "$.loyaltyTiers" => "Each tier once, lowest first.",
        _ => null,
    };

    /// <returns>The member that names nothing there is, or null.</returns>
    private static string? Unreadable(RuleBody rule) => rule switch
    {
        { Kind: not ("pin" or "boost" or "exclude") } => "kind",
        { Surface: { } surface } when Wire.SurfaceOf(surface) is null => "surface",
        { Item: { } item } when string.IsNullOrWhiteSpace(item) || item.Length > ItemId.MaxLength => "item",
        _ => null,
    };

    private static BusinessRule Rule(RuleBody rule) => new(
        rule.Id,
        rule.Kind switch { "pin" => BusinessRuleKind.Pin, "boost" => BusinessRuleKind.Boost, _ => BusinessRuleKind.Exclude },
        rule.Surface is { } surface ? Wire.SurfaceOf(surface)!.Value : Surface.None,
        rule.Item is { } item ? new ItemId(item) : null,
        rule.Category,
        rule.Brand,
        rule.Place,
        rule.Kind == "boost" ? rule.Factor : 1);

    private static RulesBody Body(BusinessRules rules) => new(
        [.. rules.All.Select(rule => new RuleBody(
            rule.Id, rule.Kind.ToString().ToLowerInvariant(), rule.Surface == Surface.None ? null : Wire.Name(rule.Surface), rule.Item?.Value, rule.Category, rule.Brand, rule.Place, rule.Factor))],
        [.. rules.LoyaltyTiers]);
}

/// <summary>All rules of a shop.</summary>
/// <param name="LoyaltyTiers">Lowest first; a member may have what is for their tier and below.</param>
internal sealed record RulesBody(IReadOnlyList<RuleBody> Rules, IReadOnlyList<string>? LoyaltyTiers = null);

/// <summary>Which rules to put back.</summary>
/// <param name="Version">Their ETag.</param>
internal sealed record RollBackBody(string Version);

/// <summary>One rule.</summary>
/// <param name="Kind">pin, boost or exclude.</param>
/// <param name="Surface">Where it holds; absent for everywhere. A pin needs one.</param>
/// <param name="Item">The item meant; or else a category, a brand, or both.</param>
/// <param name="Place">Of a pin: the slot, from 1.</param>
/// <param name="Factor">Of a boost: 0.1 to 10; above 1 lifts.</param>
internal sealed record RuleBody(string Id, string Kind, string? Surface = null, string? Item = null, string? Category = null, string? Brand = null, int Place = 0, double Factor = 1);
