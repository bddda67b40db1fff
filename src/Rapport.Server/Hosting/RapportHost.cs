using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rapport.Console;
using Rapport.Server.Authority;
using Rapport.Server.Endpoints;
using Rapport.Server.Problems;
using Rapport.Storage;

namespace Rapport.Server.Hosting;

/// <summary>The composition of a server process: read it as a table of contents.</summary>
public static class RapportHost
{
    private const int MostBodyBytes = 1024 * 1024;

    /// <summary>Opens the home and builds a server that is ready to be started. Dispose it asynchronously: it holds the home.</summary>
    /// <param name="extra">Adds routes of a face that sits above the server, such as the demo shop.</param>
    /// <param name="services">Adds services such routes need.</param>
    /// <exception cref="SettingsException">The settings do not hold.</exception>
    /// <exception cref="HomeInUseException">Another server holds the home.</exception>
    public static WebApplication Build(RapportOptions options, Action<WebApplication>? extra = null, Action<IServiceCollection>? services = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = options.Settings ?? RapportSettings.LoadOrCreate(options.Home);
        settings.Validate(RapportSettings.FileName);

        var store = RapportStore.OpenAsync(settings.StorageAt(options.Home), options.Clock, CancellationToken.None).GetAwaiter().GetResult();
        try
        {
            return Compose(options, settings, store, extra, services);
        }
        catch
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw;
        }
    }

    private static WebApplication Compose(RapportOptions options, RapportSettings settings, RapportStore store, Action<WebApplication>? extra, Action<IServiceCollection>? services)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseDefaultServiceProvider((_, container) => container.ValidateOnBuild = container.ValidateScopes = true);
        // Lines of the framework below a warning would name addresses, and with them people.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // It has nothing to say above that, but while it may speak, every request gets a trace and a log scope of its own.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // It warns that cookie keys lie unencrypted: they lie in the keys folder, beside the key that would encrypt them.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        // Its errors would carry what the provider sent, and with it people; ours name the shop and the sort.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(Harden);

        builder.Services.AddSingleton(options).AddSingleton(settings).AddSingleton(options.Clock);
        var tenants = new TenantDirectory(settings);
        builder.Services.AddStore(store).AddCore().AddDesks().AddEdge();
        builder.Services.AddAuthority(tenants).AddShopCors(tenants).AddLimits(options).AddApiDocs();
        builder.Services.AddOperatorConsole(options, tenants, store);
        Telemetry.Add(builder.Services);
        services?.Invoke(builder.Services);

        var app = builder.Build();
        // The container closes what it gave out: without this a server that nobody asked keeps its home.
        app.Services.GetRequiredService<RapportStore>().Audit.Alarmed += line => app.Logger.BulkRead(line.Actor, line.People);
        app.Urls.Add(options.Listen ?? settings.Listen);
        Pipeline(app);
        Routes(app);
        extra?.Invoke(app);
        return app;
    }

    private static void Pipeline(WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.MapRapportConsole();
        app.UseStatusCodePages(pages => Problem.WriteAsync(pages.HttpContext, ProblemCatalog.ForStatus(pages.HttpContext.Response.StatusCode).Code));
        app.UseSdk();
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseHonestCredentials();
        app.UseOwnOrigins();
        app.UseScopes();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseStaffAudit();
        app.UseRepeats();
    }

    private static void Routes(WebApplication app)
    {
        var v1 = app.MapGroup("/v1");
        v1.MapIntake();
        v1.MapPurposes();
        v1.MapSignals();
        v1.MapPrivacyFacts();
        v1.MapConsents();
        v1.MapDecisions();
        v1.MapExplain();
        v1.MapCustomers();
        v1.MapReceipts();
        v1.MapRequests();
        v1.MapSignIn();
        v1.MapArchive();
        v1.MapRetention();
        v1.MapAnonymised();
        v1.MapCatalogue();
        v1.MapRules();
        v1.MapPolicy();
        v1.MapPlainPolicy();
        v1.MapCampaigns();
        v1.MapUnsubscribe();
        v1.MapExperiments();
        v1.MapPulse();
        v1.MapProposals();
        v1.MapQuiz();
        v1.MapModel();
        v1.MapFigures();
        v1.MapRevenue();
        v1.MapCohorts();
        v1.MapBalance();
        v1.MapBreaches();
        v1.MapKeys();
        v1.MapCompliance();
        v1.MapRegister();
        app.MapPrivacySignals();
        app.MapPrivacyPages();
        app.MapHealth();
        app.MapApiDocs();
        Telemetry.Map(app);
    }

    private static void Harden(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MostBodyBytes;
    }
}
