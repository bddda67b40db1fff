using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Core.Events;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport train</c>: model and lists from what is permitted now.</summary>
internal static class TrainCommand
{
    internal static Command Create(Runner runner) =>
        new Command("train", "Trains the model of a tenant from its permitted history, and refreshes the lists strangers see.").Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        await using var home = await scope.OpenHomeAsync();
        var tenant = new TenantId(scope.TenantOf(home.Settings).Id);
        await home.LoadAsync(tenant, scope.Cancellation);
        using var process = Process.GetCurrentProcess();
        var (watch, cpuBefore) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        var training = await scope.Terminal.WatchStepsAsync("Training", _ => home.TrainAsync(tenant, scope.Cancellation));
        process.Refresh();

        var answer = new JsonObject
        {
            ["tenant"] = tenant.Value,
            ["hash"] = training.Hash,
            ["customers"] = training.Customers,
            ["items"] = training.Items,
            ["events"] = training.Events,
            ["seconds"] = Math.Round(watch.Elapsed.TotalSeconds, 3),
            ["upkeepSeconds"] = Math.Round(Math.Max(0, watch.Elapsed.TotalSeconds - training.Seconds), 3),
            ["readSeconds"] = Math.Round(training.ReadSeconds, 3),
            ["fitSeconds"] = Math.Round(training.Seconds - training.ReadSeconds, 3),
            ["cpuSeconds"] = Math.Round((process.TotalProcessorTime - cpuBefore).TotalSeconds, 3),
            ["peakMiB"] = Math.Round(process.PeakWorkingSet64 / 1048576.0, 1),
            ["modelMiB"] = FolderSize.MiB(Path.Combine(home.Path, "models", tenant.Value)),
            ["storeMiB"] = Math.Round(FolderSize.MiB(Path.Combine(home.Path, "data")) + FolderSize.MiB(Path.Combine(home.Path, "keys")), 1),
        };
        scope.Terminal.Answer(answer, string.Create(CultureInfo.InvariantCulture, $"Trained on {training.Customers:N0} customers and {training.Items:N0} items in {training.Seconds:F1} s."), "Model " + training.Hash);
        return ExitCode.Done;
    }
}
