using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Rapport.Server.Hosting;

/// <summary>The client library, served at <c>/sdk</c> from beside the binary to any page.</summary>
internal static class StaticPages
{
    public static void UseSdk(this WebApplication app)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot", "sdk");
        if (!Directory.Exists(folder))
            return;
        app.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/sdk",
            FileProvider = new PhysicalFileProvider(folder),
            ContentTypeProvider = new FileExtensionContentTypeProvider(),
            OnPrepareResponse = file =>
            {
                file.Context.Response.Headers.AccessControlAllowOrigin = "*";
                file.Context.Response.Headers.CacheControl = "no-cache";
            },
        });
    }
}
