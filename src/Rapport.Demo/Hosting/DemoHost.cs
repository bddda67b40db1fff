using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Demo.Customers;
using Rapport.Server.Hosting;

namespace Rapport.Demo.Hosting;

/// <summary>The demo shop and its Rapport server in one process, ready to be started.</summary>
public sealed class DemoHost : IAsyncDisposable
{
    private readonly DemoTokens _tokens;

    private DemoHost(WebApplication app, DemoTokens tokens, string operatorKey) => (App, _tokens, OperatorKey) = (app, tokens, operatorKey);

    public WebApplication App { get; }

    /// <summary>Opens the console.</summary>
    public string OperatorKey { get; }

    /// <summary>Prepares the home at the first run, then builds the server over it.</summary>
    /// <param name="progress">How much of the preparation is done, 0 to 1.</param>
    public static Task<DemoHost> BuildAsync(string home, string listen, TimeProvider clock, IProgress<double>? progress, CancellationToken cancellation) =>
        BuildAsync(home, listen, DemoCustomers.Count, clock, progress, cancellation);

    internal static async Task<DemoHost> BuildAsync(string home, string listen, int customers, TimeProvider clock, IProgress<double>? progress, CancellationToken cancellation)
    {
        var keys = await DemoSetup.RunAsync(home, customers, clock, progress, cancellation);
        var settings = RapportSettings.LoadOrCreate(home);
        var writeKey = settings.Tenants.Single(tenant => tenant.Id == DemoSetup.Tenant).WriteKeys[0];
        var tokens = new DemoTokens(keys.TokenPrivateKey, DemoSetup.Tenant, clock);
        var shop = new DemoShop(writeKey, tokens);
        var options = new RapportOptions { Home = home, Listen = listen, Clock = clock, TrainsInBackground = false };
        var app = RapportHost.Build(options, Extend, services => services.AddHostedService<DemoTraining>());
        return new DemoHost(app, tokens, keys.OperatorKey);

        void Extend(WebApplication web)
        {
            shop.Map(web);
            web.UseStorefront();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _tokens.Dispose();
    }
}
