using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Core.Events;
using Rapport.Server.Consent;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport verify</c>: walks the chains of the decision log and of the audit; with a file, checks consent records without a home.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string?> Records = new("file") { Description = "Exported consent records; without it the decision log of the home is checked.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string?> Key = new("--key") { Description = "A PEM file with the public key to trust, as /v1/keys gives it; by default the one in the file." };

    internal static Command Create(Runner runner) =>
        new Command("verify", "Checks that nothing was changed, removed or cut off: in the decision log, in the audit, or in a file of consent records.") { Records, Key, VerifyFactsCommand.Create(runner) }.Runs(runner, RunAsync);

    private static Task<ExitCode> RunAsync(CommandScope scope) => scope.Get(Records) is { } file ? CheckAsync(scope, file) : WalkAsync(scope);

    private static async Task<ExitCode> CheckAsync(CommandScope scope, string file)
    {
        var pem = scope.Get(Key) is { } key ? await File.ReadAllTextAsync(key, scope.Cancellation) : null;
        var check = ConsentRecordsCheck.Of(await File.ReadAllTextAsync(file, scope.Cancellation), pem);
        var answer = new JsonObject { ["holds"] = check.Broken is null, ["records"] = check.Records, ["key"] = check.Key, ["trusted"] = pem is not null, ["broken"] = check.Broken };
        var trust = pem is null ? $"Signed by the key in the file, SHA-256 {check.Key}: compare it with the shop's, or give it with --key." : "Signed by the key you gave.";
        scope.Terminal.Answer(answer, check.Broken ?? string.Create(CultureInfo.InvariantCulture, $"{check.Records:N0} consent records hold. {trust}"));
        return check.Broken is null ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ExitCode> WalkAsync(CommandScope scope)
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
