using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Core.Events;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport verify</c>: walks the chains of the decision log and of the audit.</summary>
internal static class VerifyCommand
{
    internal static Command Create(Runner runner) =>
        new Command("verify", "Checks that no line of the decision log and of the audit was changed, removed or cut off.") { VerifyFactsCommand.Create(runner) }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        await using var home = await scope.OpenHomeAsync();
        var lines = 0L;
        foreach (var tenant in home.Settings.Tenants)
            lines += await home.Store.Decisions.CountAsync(new TenantId(tenant.Id), scope.Cancellation);
        var watch = Stopwatch.StartNew();
        var broken = await scope.Terminal.WatchStepsAsync("Walking the decision log", _ => home.Store.Decisions.VerifyAsync(scope.Cancellation));
        var ofDecisions = PerHundredThousand(watch.Elapsed, lines);
        watch.Restart();
        var audit = await scope.Terminal.WatchStepsAsync("Walking the audit", _ => home.Store.Audit.VerifyAsync(scope.Cancellation));
        var ofAudit = PerHundredThousand(watch.Elapsed, audit.Lines);

        var holds = broken is null && audit.Broken is null;
        var answer = new JsonObject
        {
            ["holds"] = holds,
            ["lines"] = lines,
            ["broken"] = broken,
            ["millisecondsPer100000"] = ofDecisions,
            ["audit"] = new JsonObject { ["lines"] = audit.Lines, ["broken"] = audit.Broken, ["millisecondsPer100000"] = ofAudit },
        };
        scope.Terminal.Answer(
            answer,
            broken ?? string.Create(CultureInfo.InvariantCulture, $"The decision log holds: {lines:N0} lines."),
            audit.Broken ?? string.Create(CultureInfo.InvariantCulture, $"The audit holds: {audit.Lines:N0} lines."));
        return holds ? ExitCode.Done : ExitCode.Failed;
    }

    /// <summary>Null where there are too few lines to tell.</summary>
    private static double? PerHundredThousand(TimeSpan took, long lines) => lines < 1_000 ? null : Math.Round(took.TotalMilliseconds * 100_000 / lines, 1);
}
