using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Consent;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What a customer can say yes or no to, in words.</summary>
internal static class PurposeEndpoints
{
    public static void MapPurposes(this RouteGroupBuilder v1) =>
        v1.MapGet("purposes", List).WithTags("Consent").WithName("purposes").Needs(Permissions.None).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Open);

    /// <summary>Lists the purposes with the words they are asked in.</summary>
    /// <param name="language">en or de; by default what the browser prefers.</param>
    internal static Ok<PurposeList> List(HttpContext context, string? language = null)
    {
        var spoken = Languages.Choose(context.Request, language);
        context.Response.Headers.ContentLanguage = spoken;
        return TypedResults.Ok(new PurposeList(
            [.. PurposeCatalogue.All.Select(purpose => Answer(purpose, spoken))],
            [.. PermissionCatalogue.All.Where(permission => permission.Texts.Count > 0).Select(permission => new PermissionAnswer(permission.Scope, permission.TextVersion, Words(permission.Texts[spoken])))]));
    }

    private static PurposeAnswer Answer(PurposeDefinition purpose, string language)
    {
        return new PurposeAnswer(
            purpose.Id,
            purpose.DpvCode,
            purpose.TextVersion,
            purpose.RetentionDays,
            purpose.ExpiresAfterDays,
            PurposeCatalogue.CoveredByGpc.HasFlag(purpose.Purpose),
            Words(purpose.Texts[language]));
    }

    private static PurposeWords Words(PurposeText text) => new(text.Title, text.Benefit, text.Data, text.Retention, text.EffectOn, text.EffectOff, text.Accept, text.Refuse);
}

/// <summary>All purposes, and the parts of them that need a yes of their own.</summary>
internal sealed record PurposeList(IReadOnlyList<PurposeAnswer> Purposes, IReadOnlyList<PermissionAnswer> Permissions);

/// <summary>A part of a purpose that needs a yes of its own, chosen by its scope.</summary>
internal sealed record PermissionAnswer(string Scope, string TextVersion, PurposeWords Text);

/// <summary>One purpose: its name, its W3C Data Privacy Vocabulary term, its terms and its words.</summary>
/// <param name="CoveredByGpc">Whether the browser's Global Privacy Control speaks of it: then a page does not ask by itself.</param>
internal sealed record PurposeAnswer(string Id, string DpvCode, string TextVersion, int RetentionDays, int ExpiresAfterDays, bool CoveredByGpc, PurposeWords Text);

/// <summary>The words a purpose is asked in.</summary>
internal sealed record PurposeWords(string Title, string Benefit, string Data, string Retention, string EffectOn, string EffectOff, string Accept, string Refuse);
