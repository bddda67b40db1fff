using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Console.Shell;
using Rapport.Storage.House;

namespace Rapport.Console.Enter;

/// <summary>The console's door: who proved who they are gets a cookie that opens one shop for four hours, and holds only while they may still come in.</summary>
internal static class Door
{
    private const string TenantClaim = "tenant";
    private const string UntilClaim = "until";
    private const string KindClaim = "kind";
    private const string NameClaim = "name";
    private const string StampClaim = "stamp";
    private const string SessionClaim = "session";

    /// <summary>How long the cookie holds; who was let in by an identity provider is asked for again sooner, as she may be gone there.</summary>
    private static readonly TimeSpan Stay = TimeSpan.FromHours(4);
    private static readonly TimeSpan StayByProvider = TimeSpan.FromHours(1);

    internal static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = ConsoleHosting.Scheme;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.ExpireTimeSpan = Stay;
        cookie.SlidingExpiration = false;
        cookie.LoginPath = "/enter";
        cookie.AccessDeniedPath = "/denied";
        cookie.Events.OnValidatePrincipal = RefuseWhoMayNot;
    }

    internal static DateTimeOffset UntilOf(Entrant entrant, DateTimeOffset now) => now + (entrant.Kind == EntrantKind.Oidc ? StayByProvider : Stay);

    internal static ClaimsPrincipal Operator(Entrant entrant, DateTimeOffset now) => new(new ClaimsIdentity(
        [
            new Claim(TenantClaim, entrant.Tenant.Value),
            new Claim(UntilClaim, UntilOf(entrant, now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new Claim(KindClaim, entrant.Kind.ToString()),
            new Claim(NameClaim, entrant.Name),
            new Claim(StampClaim, entrant.Stamp),
            new Claim(SessionClaim, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
        ],
        ConsoleHosting.Scheme));

    /// <summary>The shop a principal may see, as whom, for how long and what they may do now; or null.</summary>
    internal static OperatorVisit? VisitOf(ClaimsPrincipal user, ConsoleOptions options)
    {
        if (user.FindFirst(TenantClaim)?.Value is not { } id
            || options.Tenants().FirstOrDefault(tenant => tenant.Id.Value == id) is not { } tenant
            || !long.TryParse(user.FindFirst(UntilClaim)?.Value, CultureInfo.InvariantCulture, out var until)
            || !Enum.TryParse<EntrantKind>(user.FindFirst(KindClaim)?.Value, out var kind)
            || user.FindFirst(NameClaim)?.Value is not { } name
            || user.FindFirst(StampClaim)?.Value is not { } stamp
            || user.FindFirst(SessionClaim)?.Value is not { Length: > 0 } session)
            return null;
        var entrant = new Entrant(tenant.Id, kind, name, stamp) { Session = session };
        var may = options.MayNow(entrant);
        return may == Permissions.None ? null : new OperatorVisit(tenant, DateTimeOffset.FromUnixTimeSeconds(until)) { Entrant = entrant, May = may };
    }

    private static async Task RefuseWhoMayNot(CookieValidatePrincipalContext context)
    {
        var options = context.HttpContext.RequestServices.GetRequiredService<ConsoleOptions>();
        if (context.Principal is not null && VisitOf(context.Principal, options) is not null)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(ConsoleHosting.Scheme);
    }
}
