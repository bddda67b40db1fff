using System.CommandLine;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport serve</c>: the server on a home folder.</summary>
internal static class ServeCommand
{
    private static readonly Option<int?> Port = new("--port") { Description = "Serves on this port of 127.0.0.1 instead of the address in the settings." };

    private static readonly Option<string?> Listen = new("--listen") { Description = "Serves on this address, e.g. http://0.0.0.0:8080.", HelpName = "URL" };

    internal static Command Create(Runner runner) =>
        new Command("serve", "Serves the API and the console from a home folder.") { Port, Listen }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var listen = scope.Get(Listen) ?? (scope.Get(Port) is { } port ? CommandScope.LoopbackOf(port) : null);
        await using var app = RapportHost.Build(new RapportOptions { Home = scope.Home, Listen = listen, Clock = scope.Clock });
        await app.StartAsync(scope.Cancellation);
        scope.Terminal.Remark($"Rapport serves {string.Join(", ", app.Urls)} from {Path.GetFullPath(scope.Home)}. Stop it with Ctrl+C.");
        await app.WaitForShutdownAsync(scope.Cancellation);
        return ExitCode.Done;
    }
}
