using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Authority;

namespace Rapport.Server.Hosting;

/// <summary>Which web pages may call what: registered shops the customer API, any page the write-key intake; never with cookies.</summary>
internal static class Cors
{
    public const string Shops = "shops";
    public const string Anywhere = "anywhere";

    private static readonly string[] Told = ["Rapport-Stored", "Rapport-Refused", "Rapport-Dropped", "Rapport-Ignored", "Retry-After", "Content-Language"];

    public static IServiceCollection AddShopCors(this IServiceCollection services, TenantDirectory tenants)
    {
        var origins = tenants.All.SelectMany(tenant => tenant.Origins).Distinct(StringComparer.Ordinal).ToArray();
        return services.AddCors(cors =>
        {
            cors.AddPolicy(Shops, policy => policy.WithOrigins(origins).AllowAnyHeader().WithMethods("GET", "PUT", "POST", "DELETE").WithExposedHeaders(Told).SetPreflightMaxAge(TimeSpan.FromHours(1)));
            cors.AddPolicy(Anywhere, policy => policy.AllowAnyOrigin().AllowAnyHeader().WithMethods("GET", "POST").WithExposedHeaders(Told).SetPreflightMaxAge(TimeSpan.FromHours(1)));
        });
    }
}
