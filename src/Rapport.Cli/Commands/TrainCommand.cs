using System.CommandLine;
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
        var training = await scope.Terminal.WatchStepsAsync("Training", _ => home.TrainAsync(tenant, scope.Cancellation));

        var answer = new JsonObject
        {
            ["tenant"] = tenant.Value,
            ["hash"] = training.Hash,
            ["customers"] = training.Customers,
            ["items"] = training.Items,
            ["seconds"] = Math.Round(training.Seconds, 3),
        };
        scope.Terminal.Answer(answer, string.Create(CultureInfo.InvariantCulture, $"Trained on {training.Customers:N0} customers and {training.Items:N0} items in {training.Seconds:F1} s."), "Model " + training.Hash);
        return ExitCode.Done;
    }
}
