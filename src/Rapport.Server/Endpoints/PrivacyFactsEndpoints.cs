using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Server.Authority;
using Rapport.Server.Boundary;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;

namespace Rapport.Server.Endpoints;

/// <summary>What a shop keeps and never collects, for anybody to read: signed JSON, and two pages that ask nobody else for anything.</summary>
internal static class PrivacyFactsEndpoints
{
    private const string Html = "text/html; charset=utf-8";
    private const string Strict = "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPrivacyFacts(this RouteGroupBuilder v1) =>
        v1.MapGet("privacy-facts", Read).WithTags("Consent").WithName("privacy-facts").RequireCors(Cors.Anywhere).RequireRateLimiting(Limits.Open);

    public static void MapPrivacyPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup("/privacy").ExcludeFromDescription().RequireRateLimiting(Limits.Open);
        pages.MapGet("page.css", Style);
        pages.MapGet("{tenant}/facts", (string tenant, HttpContext context, TenantDirectory tenants, FactsDesk desk, string? language = null) => PageAsync(tenant, language, context, tenants, desk, page => page.Facts()));
        pages.MapGet("{tenant}/not-collected", (string tenant, HttpContext context, TenantDirectory tenants, FactsDesk desk, string? language = null) => PageAsync(tenant, language, context, tenants, desk, page => page.NotCollected()));
    }

    /// <summary>What the shop keeps, never keeps and lets out, made from the running settings, checked against the store and signed.</summary>
    /// <param name="tenant">The shop.</param>
    internal static async Task<Results<Ok<PrivacyFacts>, ProblemHttpResult>> Read(string tenant, TenantDirectory tenants, FactsDesk desk, CancellationToken cancellation) =>
        tenants.Find(tenant) is { } shop ? TypedResults.Ok(await desk.ReadAsync(shop, cancellation)) : Problem.Of("unknown-tenant");

    private static async Task<IResult> PageAsync(string tenant, string? language, HttpContext context, TenantDirectory tenants, FactsDesk desk, Func<FactsPage, string> write)
    {
        if (tenants.Find(tenant) is not { } shop)
            return Problem.Of("unknown-tenant");
        var facts = await desk.ReadAsync(shop, context.RequestAborted);
        var spoken = Languages.Choose(context.Request, language);
        var headers = context.Response.Headers;
        (headers.ContentLanguage, headers.Vary, headers.CacheControl, headers.ContentSecurityPolicy) = (spoken, "Accept-Language", "no-cache", Strict);
        return TypedResults.Text(write(new FactsPage(facts, FactsTexts.In(spoken))), Html);
    }

    private static FileStreamHttpResult Style(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Stream(typeof(FactsPage).Assembly.GetManifestResourceStream("boundary/page.css")!, "text/css; charset=utf-8");
    }
}
