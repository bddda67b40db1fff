using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Server.Authority;
using Rapport.Server.Boundary;
using Rapport.Server.Compliance;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What an authority asks for on paper, made from the running settings.</summary>
internal static class RegisterEndpoints
{
    private const string Markdown = "text/markdown; charset=utf-8";

    public static void MapRegister(this RouteGroupBuilder v1)
    {
        v1.MapGet("processing-register", Read).WithTags("Operations").WithName("processing-register").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);
        v1.MapGet("processing-register/paper", Paper).WithTags("Operations").WithName("processing-register-paper").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);
        v1.MapGet("impact-assessment", Assessment).WithTags("Operations").WithName("impact-assessment").RequireAuthorization(Policies.Shop).Needs(Permissions.Figures).RequireRateLimiting(Limits.Caller);
    }

    /// <summary>The register of processing activities (GDPR, article 30): purpose by purpose, whose data, which, how long, who gets it.</summary>
    /// <param name="language">en or de; else what the browser prefers.</param>
    internal static async Task<Ok<ProcessingRegister>> Read(HttpContext context, RegisterDesk desk, CancellationToken cancellation, string? language = null) =>
        TypedResults.Ok(await desk.ReadAsync(Caller.Of(context)!.Tenant, TextsOf(context, language), cancellation));

    /// <summary>The same for people, as Markdown.</summary>
    /// <param name="language">en or de; else what the browser prefers.</param>
    internal static async Task<ContentHttpResult> Paper(HttpContext context, RegisterDesk desk, CancellationToken cancellation, string? language = null)
    {
        var texts = TextsOf(context, language);
        return TypedResults.Text(new RegisterPaper(await desk.ReadAsync(Caller.Of(context)!.Tenant, texts, cancellation), texts).Register(), Markdown);
    }

    /// <summary>The draft of an impact assessment (GDPR, article 35), as Markdown: what no program can know stands in brackets, and what does not hold now is listed.</summary>
    /// <param name="language">en or de; else what the browser prefers.</param>
    internal static async Task<ContentHttpResult> Assessment(HttpContext context, RegisterDesk desk, ComplianceDesk compliance, CancellationToken cancellation, string? language = null)
    {
        var (tenant, texts) = (Caller.Of(context)!.Tenant, TextsOf(context, language));
        var open = compliance.LastOf(tenant.Id)?.Checks.Where(check => !check.Holds).Select(check => check.Id).ToArray() ?? [];
        return TypedResults.Text(new RegisterPaper(await desk.ReadAsync(tenant, texts, cancellation), texts).Assessment(open), Markdown);
    }

    private static FactsTexts TextsOf(HttpContext context, string? language)
    {
        var spoken = Languages.Choose(context.Request, language);
        context.Response.Headers.ContentLanguage = spoken;
        return FactsTexts.In(spoken);
    }
}
