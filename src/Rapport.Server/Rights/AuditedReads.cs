using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Rights;
using Rapport.Server.Authority;

namespace Rapport.Server.Rights;

/// <summary>Puts every look of the shop at a named customer on the audit's record before it is answered. Customers who look at themselves are not staff.</summary>
internal static class AuditedReads
{
    /// <param name="what">As the audit calls it, e.g. <c>customer.read</c>.</param>
    public static RouteHandlerBuilder Audited(this RouteHandlerBuilder route, string what) => route.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        if (Caller.Of(http) is Caller.Shop shop)
        {
            var anonymous = http.Request.Query["anonymous"] == "true";
            if (Subject.TryFind(http, http.GetRouteValue("id")?.ToString() ?? "", anonymous, out var subject, out _))
                await http.RequestServices.GetRequiredService<IAuditLog>().AppendAsync(new AuditEntry("secret-key", what, shop.Tenant.Id, subject.Customer), http.RequestAborted);
        }

        return await next(context);
    });
}
