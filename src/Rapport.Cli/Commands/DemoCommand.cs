using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Rapport.Demo.Hosting;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport demo</c>: a shop to try everything in.</summary>
internal static class DemoCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "The port of 127.0.0.1 it answers on; 0 lets the system choose.", DefaultValueFactory = _ => 5080 };

    private static readonly Option<bool> NoOpen = new("--no-open") { Description = "Does not open a browser." };

    internal static Command Create(Runner runner) =>
        new Command("demo", "Opens a demo shop with 10,000 sample customers, and its console.") { Port, NoOpen }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var watch = Stopwatch.StartNew();
        var listen = CommandScope.LoopbackOf(scope.Get(Port));
        await using var demo = await scope.Terminal.WatchAsync(
            "Setting the shop up", progress => DemoHost.BuildAsync(scope.Home, listen, scope.Clock, progress, scope.Cancellation));
        await demo.App.StartAsync(scope.Cancellation);
        var url = demo.App.Urls.First();
        scope.Terminal.Answer(
            new JsonObject { ["shop"] = url, ["console"] = url + "/console", ["operatorKey"] = demo.OperatorKey, ["home"] = Path.GetFullPath(scope.Home), ["seconds"] = Math.Round(watch.Elapsed.TotalSeconds, 1) },
            "",
            "  Amsel is open.",
            "",
            $"  Shop          {url}",
            $"  Your data     {url}/your-data",
            $"  Console       {url}/console",
            $"  Operator key  {demo.OperatorKey}",
            $"  API           {url}/docs",
            "",
            $"  Everything lies in {Path.GetFullPath(scope.Home)}; the customers in it are simulated.",
            "  Stop with Ctrl+C. The next start finds the shop as you leave it.",
            "");
        if (!scope.Get(NoOpen) && scope.Terminal.IsInteractive)
            Open(url);
        await demo.App.WaitForShutdownAsync(scope.Cancellation);
        return ExitCode.Done;
    }

    /// <summary>Where there is no browser to open, the address was printed.</summary>
    private static void Open(string url)
    {
        try
        {
            Process.Start(new ProcessStartInfo(url) { UseShellExecute = true })?.Dispose();
        }
        catch (Exception none) when (none is System.ComponentModel.Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return;
        }
    }
}
