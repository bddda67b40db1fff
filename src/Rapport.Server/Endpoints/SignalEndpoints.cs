using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Events;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What a shop keeps of what happens in it, field by field, with the benefit of each.</summary>
internal static class SignalEndpoints
{
    public static void MapSignals(this RouteGroupBuilder v1) =>
        v1.MapGet("signals", List).WithTags("Consent").WithName("signals").Needs(Permissions.None).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Open);

    /// <summary>Lists what the shop may keep after a yes, what each field of it is good for, and what the shop has switched off.</summary>
    /// <param name="language">en or de; by default what the browser prefers.</param>
    /// <param name="tenant">The shop, where no credential and no header Rapport-Tenant names it.</param>
    internal static Results<Ok<SignalList>, ProblemHttpResult> List(HttpContext context, TenantDirectory tenants, Shops shops, string? language = null, string? tenant = null)
    {
        if (!OpenShop.TryFind(context, tenants, tenant, out var shop, out var problem))
            return problem;
        var spoken = Languages.Choose(context.Request, language);
        context.Response.Headers.ContentLanguage = spoken;
        var switches = shops[shop.Id].Switches;
        return TypedResults.Ok(new SignalList([.. SignalCatalogue.All.Select(signal => Answer(signal, switches, spoken))]));
    }

    private static SignalAnswer Answer(SignalDefinition signal, SignalSwitches switches, string language) => new(
        signal.Id,
        signal.Titles[language],
        switches.Keeps(signal),
        [.. signal.Fields.Select(field => new FieldAnswer(field.Id, field.Names, field.Benefits[language], switches.Keeps(signal, field)))]);
}

/// <summary>All signals; nothing else is kept of what happens.</summary>
internal sealed record SignalList(IReadOnlyList<SignalAnswer> Signals);

/// <summary>One kind of thing that happens.</summary>
/// <param name="Kept">False: the shop has switched it off, and no yes brings it back.</param>
internal sealed record SignalAnswer(string Id, string Title, bool Kept, IReadOnlyList<FieldAnswer> Fields);

/// <summary>One field of it.</summary>
/// <param name="Names">In the words of the Segment specification.</param>
/// <param name="Benefit">What the customer has of it.</param>
internal sealed record FieldAnswer(string Id, IReadOnlyList<string> Names, string Benefit, bool Kept);
