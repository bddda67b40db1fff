using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Console.Shell;
using Rapport.Core.Events;

namespace Rapport.Console.Enter;

/// <summary>The console's door: a secret key becomes a cookie that opens one shop for eight hours.</summary>
internal static class Door
{
    private const string TenantClaim = "tenant";
    private const string UntilClaim = "until";

    private static readonly TimeSpan Stay = TimeSpan.FromHours(8);

    internal static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = ConsoleHosting.Scheme;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Stay;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/enter";
        cookie.AccessDeniedPath = "/enter";
        cookie.Events.OnValidatePrincipal = RefuseUnknownTenant;
    }

    internal static ClaimsPrincipal Operator(TenantId tenant, DateTimeOffset now)
    {
        var until = (now + Stay).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new(new ClaimsIdentity([new Claim(TenantClaim, tenant.Value), new Claim(UntilClaim, until)], ConsoleHosting.Scheme));
    }

    /// <summary>The shop a principal may see and for how long, or null.</summary>
    internal static OperatorVisit? VisitOf(ClaimsPrincipal user, ConsoleOptions options)
    {
        var id = user.FindFirst(TenantClaim)?.Value;
        var tenant = id is null ? null : options.Tenants().FirstOrDefault(tenant => tenant.Id.Value == id);
        return tenant is not null && long.TryParse(user.FindFirst(UntilClaim)?.Value, CultureInfo.InvariantCulture, out var until)
            ? new OperatorVisit(tenant, DateTimeOffset.FromUnixTimeSeconds(until))
            : null;
    }

    private static async Task RefuseUnknownTenant(CookieValidatePrincipalContext context)
    {
        var options = context.HttpContext.RequestServices.GetRequiredService<ConsoleOptions>();
        if (context.Principal is not null && VisitOf(context.Principal, options) is not null)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(ConsoleHosting.Scheme);
    }
}
