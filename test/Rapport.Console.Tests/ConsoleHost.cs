using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Rapport.Console.Tests;

/// <summary>The console served over HTTP, as a server does it.</summary>
internal static class ConsoleHost
{
    public static async Task<WebApplication> StartAsync(OpenShop shop, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        shop.AddTo(builder.Services).AddRapportConsole(_ => shop.Options);
        var host = builder.Build();
        host.MapRapportConsole();
        host.MapFallback(() => "the shop");
        await host.StartAsync(cancellation);
        return host;
    }
}
