using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;
using Rapport.Console.Enter;
using Rapport.Console.Figures;
using Rapport.Console.Requests;
using Rapport.Console.Shell;
using Rapport.Storage.House;

namespace Rapport.Console;

/// <summary>How a host takes the console in: services, then one branch of its pipeline under <c>/console</c>.</summary>
public static class ConsoleHosting
{
    /// <summary>The authentication scheme and the policy of the same name that every page but the door requires.</summary>
    public const string Scheme = "rapport-console";

    /// <summary>What the console serves to anybody: its style sheets and scripts, two choices kept in a cookie, and the way to an identity provider and back.</summary>
    internal static readonly string[] OpenAddresses = ["/assets/{name}", "/language/{value}", "/theme/{value}", "/enter/{scheme}", "/arrived"];

    // Inline styles are the console's only relaxation (ground rule 26).
    private const string ContentSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Registers the console. The ports it reads (stores, log, shops, figures) are the host's to register.</summary>
    public static IServiceCollection AddRapportConsole(this IServiceCollection services, Func<IServiceProvider, ConsoleOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<FigureReader>().AddDesks();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication().AddCookie(Scheme, Door.Configure);
        services.AddSingleton<IAuthorizationHandler, MayRequirement.Check>();
        var policies = services.AddAuthorizationBuilder().AddPolicy(Scheme, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        foreach (var needed in MayAttribute.Sets)
            policies.AddPolicy(MayAttribute.PolicyOf(needed), policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser().AddRequirements(new MayRequirement(needed)));
        return services;
    }

    /// <summary>Branches <c>/console</c> off the host's pipeline, with routing, authentication and headers of its own.</summary>
    public static WebApplication MapRapportConsole(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Map("/console", console =>
        {
            console.Use(PrepareAsync);
            console.UseRouting();
            console.UseAuthentication();
            console.UseAuthorization();
            console.UseAntiforgery();
            console.UseEndpoints(Map);
        });
        return app;
    }

    /// <summary>Who an identity provider's answer let in, as the console's cookie carries them, and until when.</summary>
    public static (ClaimsPrincipal Principal, DateTimeOffset Until) Admit(Entrant entrant, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entrant);
        return (Door.Operator(entrant, now), Door.UntilOf(entrant, now));
    }

    private static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(OpenAddresses[0], ConsoleAssets.ServeAsync).AllowAnonymous();
        endpoints.MapGet(OpenAddresses[1], (HttpContext context, string value, string? back) => Preferences.Keep(context, Preferences.Language, value, back)).AllowAnonymous();
        endpoints.MapGet(OpenAddresses[2], (HttpContext context, string value, string? back) => Preferences.Keep(context, Preferences.Theme, value, back)).AllowAnonymous();
        endpoints.MapGet(OpenAddresses[3], ProviderWay.LeadAsync).AllowAnonymous();
        endpoints.MapGet(OpenAddresses[4], ProviderWay.Arrive).AllowAnonymous();
        endpoints.MapPost("/leave", LeaveAsync).WithMetadata(new MayAttribute(Permissions.None));
        endpoints.MapPost("/archive", Downloads.ArchiveAsync).WithMetadata(new MayAttribute(Permissions.Customers | Permissions.Export));
        endpoints.MapGet("/evidence/{id}", Downloads.EvidenceAsync).WithMetadata(new MayAttribute(Permissions.Customers));
        endpoints.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .RequireAuthorization(Scheme);
    }

    private static Task PrepareAsync(HttpContext context, RequestDelegate next)
    {
        // The host's own routing may have matched a fallback page; here the console's routing decides.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache, no-store";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    }

    private static async Task<IResult> LeaveAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest();
        var options = context.RequestServices.GetRequiredService<ConsoleOptions>();
        if (Door.VisitOf(context.User, options) is { Entrant: { } entrant } visit)
            await options.Close(entrant, visit.Until, CancellationToken.None);
        await context.SignOutAsync(Scheme);
        return Results.LocalRedirect("~/enter");
    }
}
