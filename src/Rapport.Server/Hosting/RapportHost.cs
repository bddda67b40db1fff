using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Rapport.Server.Hosting;

/// <summary>The composition of a server process: read it as a table of contents.</summary>
public static class RapportHost
{
    /// <summary>Builds a server that is ready to be started.</summary>
    /// <param name="extra">Adds routes of a face that sits above the server, such as the demo shop.</param>
    /// <param name="services">Adds services such routes need.</param>
    /// <exception cref="SettingsException">The settings do not hold.</exception>
    public static WebApplication Build(RapportOptions options, Action<WebApplication>? extra = null, Action<IServiceCollection>? services = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = options.Settings ?? RapportSettings.LoadOrCreate(options.Home);
        settings.Validate(RapportSettings.FileName);

        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(options).AddSingleton(settings).AddSingleton(options.Clock);
        services?.Invoke(builder.Services);

        var app = builder.Build();
        app.Urls.Add(options.Listen ?? settings.Listen);
        extra?.Invoke(app);
        return app;
    }
}
