using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rapport.Server.Authority;
using Rapport.Server.Problems;

namespace Rapport.Server.Hosting;

/// <summary>Which web pages may call what: a shop's own pages its customer API, any page the write-key intake; never with cookies.</summary>
internal static class Cors
{
    public const string Shops = "shops";
    public const string Anywhere = "anywhere";

    private static readonly string[] Told = ["Rapport-Stored", "Rapport-Refused", "Rapport-Dropped", "Rapport-Ignored", "Retry-After", "Content-Language"];

    public static IServiceCollection AddShopCors(this IServiceCollection services, TenantDirectory tenants)
    {
        var origins = tenants.All.SelectMany(tenant => tenant.Origins).Distinct(StringComparer.Ordinal).ToArray();
        services.AddCors(cors =>
        {
            cors.AddPolicy(Shops, Of(origins));
            foreach (var tenant in tenants.All)
                cors.AddPolicy(NameOf(tenant), Of([.. tenant.Origins]));
            cors.AddPolicy(Anywhere, policy => policy.AllowAnyOrigin().AllowAnyHeader().WithMethods("GET", "POST").WithExposedHeaders(Told).SetPreflightMaxAge(TimeSpan.FromHours(1)));
        });
        return services.Replace(ServiceDescriptor.Singleton<ICorsPolicyProvider, ByShop>());
    }

    /// <summary>A page of one shop asks nothing with the credential of another. Stands behind authentication.</summary>
    public static IApplicationBuilder UseOwnOrigins(this IApplicationBuilder app)
    {
        var tenants = app.ApplicationServices.GetRequiredService<TenantDirectory>();
        return app.Use((context, next) =>
        {
            var origin = context.Request.Headers.Origin.ToString();
            return origin.Length > 0 && Caller.Of(context) is { } caller && !caller.Tenant.Origins.Contains(origin) && tenants.All.Any(tenant => tenant.Origins.Contains(origin))
                ? Problem.WriteAsync(context, "other-origin")
                : next(context);
        });
    }

    private static string NameOf(Tenant tenant) => Shops + " " + tenant.Id.Value;

    private static Action<CorsPolicyBuilder> Of(string[] origins) =>
        policy => policy.WithOrigins(origins).AllowAnyHeader().WithMethods("GET", "PUT", "POST", "DELETE").WithExposedHeaders(Told).SetPreflightMaxAge(TimeSpan.FromHours(1));

    /// <summary>A preflight names no credential, so every registered page may ask whether it may ask; the answer itself is for the pages of the caller's shop.</summary>
    private sealed class ByShop(IOptions<CorsOptions> options) : ICorsPolicyProvider
    {
        public async Task<CorsPolicy?> GetPolicyAsync(HttpContext context, string? policyName)
        {
            if (policyName != Shops || HttpMethods.IsOptions(context.Request.Method))
                return policyName is null ? null : options.Value.GetPolicy(policyName);
            await context.AuthenticateAsync();
            return options.Value.GetPolicy(Caller.Of(context) is { } caller ? NameOf(caller.Tenant) : Shops);
        }
    }
}
