using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Core.Events;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport verify</c>: walks the chains of the decision log.</summary>
internal static class VerifyCommand
{
    internal static Command Create(Runner runner) =>
        new Command("verify", "Checks that no line of the decision log was changed, removed or cut off.") { VerifyFactsCommand.Create(runner) }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        await using var home = await scope.OpenHomeAsync();
        var lines = 0L;
        foreach (var tenant in home.Settings.Tenants)
            lines += await home.Store.Decisions.CountAsync(new TenantId(tenant.Id), scope.Cancellation);
        var broken = await scope.Terminal.WatchStepsAsync("Walking the decision log", _ => home.Store.Decisions.VerifyAsync(scope.Cancellation));

        var answer = new JsonObject { ["holds"] = broken is null, ["lines"] = lines, ["broken"] = broken };
        scope.Terminal.Answer(answer, broken ?? string.Create(CultureInfo.InvariantCulture, $"The decision log holds: {lines:N0} lines."));
        return broken is null ? ExitCode.Done : ExitCode.Failed;
    }
}
