using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Server.Problems;

namespace Rapport.Server.Hosting;

/// <summary>How many requests a second one credential gets. Partitions are named by shop and credential, never by address; nothing is kept.</summary>
internal static class Limits
{
    public const string Intake = "intake";
    public const string Caller = "caller";
    public const string Open = "open";

    public static IServiceCollection AddLimits(this IServiceCollection services, RapportOptions options) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            await Problem.WriteAsync(rejected.HttpContext, "too-many-requests");
        };
        limiter.AddPolicy(Intake, context => Window("intake " + KeyOf(context), options.RequestsPerSecond));
        limiter.AddPolicy(Caller, context => Authority.Caller.Of(context) is Authority.Caller.Person person
            ? Window($"person {person.Tenant.Id} {person.Customer.Canonical}", options.RequestsPerSecondOfACustomer)
            : Window(KeyOf(context), options.RequestsPerSecond));
        limiter.AddPolicy(Open, _ => Window("open", options.RequestsPerSecond));
    });

    private static string KeyOf(HttpContext context) => Authority.Caller.Of(context) switch
    {
        Authority.Caller.Writer writer => "writer " + writer.Key,
        Authority.Caller.Shop shop => string.Create(CultureInfo.InvariantCulture, $"shop {shop.Tenant.Id}"),
        _ => "nobody",
    };

    private static RateLimitPartition<string> Window(string key, int requests) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = requests, Window = TimeSpan.FromSeconds(1), QueueLimit = 0 });
}
