using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Core.Events;
using Rapport.Core.Rights;
using Rapport.Storage.House;

namespace Rapport.Server.Authority;

/// <summary>Writes down every reading and changing of customers' data by a key of the shop, before it happens: what cannot be written down is not done.</summary>
internal static class StaffAudit
{
    private const Permissions Watched = Permissions.Customers | Permissions.Export;

    public static IApplicationBuilder UseStaffAudit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Caller.Of(context) is Caller.Shop shop && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<Scope>() is { } scope && (scope.Needed & Watched) != 0)
            await context.RequestServices.GetRequiredService<IAuditLog>().AppendAsync(Entry(context, shop, endpoint, scope), context.RequestAborted);
        await next(context);
    });

    private static AuditEntry Entry(HttpContext context, Caller.Shop shop, Endpoint endpoint, Scope scope)
    {
        var action = scope.Needed.HasFlag(Permissions.Export) ? "export.make" : HttpMethods.IsGet(context.Request.Method) ? "customer.read" : "customer.change";
        var id = context.Request.Path.StartsWithSegments("/v1/customers") ? context.GetRouteValue("id") as string : context.Request.Query["customer"].FirstOrDefault();
        var customer = string.IsNullOrWhiteSpace(id) || id.Length > CustomerId.MaxLength ? (CustomerId?)null
            : context.Request.Query["anonymous"] == "true" ? CustomerId.Anonymous(id) : CustomerId.Known(id);
        return new AuditEntry(shop.Actor, action, shop.Tenant.Id, customer, customer is null ? 0 : 1, endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "");
    }
}
