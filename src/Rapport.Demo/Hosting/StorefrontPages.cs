using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Rapport.Demo.Hosting;

/// <summary>The storefront's built files from beside the binary; every address that nobody else answers is a page of it.</summary>
internal static class StorefrontPages
{
    private const string Strict = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string[] NoPages = ["/v1", "/shop", "/sdk", "/console", "/docs", "/openapi", "/health", "/metrics"];

    internal static void UseStorefront(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "storefront");
        Directory.CreateDirectory(folder);
        var files = new PhysicalFileProvider(folder);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = new FileExtensionContentTypeProvider(), OnPrepareResponse = Prepare });
        app.Use((context, next) => IsPage(context) ? PageAsync(context, files) : next(context));
    }

    /// <summary>Built names carry a hash of the content; all others are asked for again.</summary>
    private static void Prepare(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
        headers.ContentSecurityPolicy = Strict;
    }

    private static bool IsPage(HttpContext context) =>
        context.GetEndpoint() is null
        && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && !Path.HasExtension(context.Request.Path.Value)
        && !NoPages.Any(prefix => context.Request.Path.StartsWithSegments(prefix));

    private static Task PageAsync(HttpContext context, PhysicalFileProvider files)
    {
        var page = files.GetFileInfo("index.html");
        if (!page.Exists)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return context.Response.WriteAsync("The storefront is not built. Start the demo with ./run demo, which builds it.");
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.ContentSecurityPolicy = Strict;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.SendFileAsync(page);
    }
}
