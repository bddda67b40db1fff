using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Scalar.AspNetCore;

namespace Rapport.Server.Hosting;

/// <summary>Headers that keep a page to itself: nothing from elsewhere, no frames, no referrer (ground rule 26). A face may set stricter or other ones of its own.</summary>
internal static class SecurityHeaders
{
    private const string Strict = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Write, context);
        return next(context);
    });

    /// <summary>The API reference starts from a script in its page, named by a nonce, and sets inline styles.</summary>
    private static string Reference(string nonce) => $"{Strict}; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; font-src 'self' data:";

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Content-Security-Policy", context.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce ? Reference(nonce) : Strict);
        if (context.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
        return Task.CompletedTask;
    }
}
