using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Core.Events;
using Rapport.Core.Model.Tuning;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport tune</c>: settings for the next trainings, chosen on a held-out slice of what the model may learn from.</summary>
internal static class TuneCommand
{
    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "CPU seconds it may take.",
        HelpName = "N",
        DefaultValueFactory = _ => TuningBudget.Default,
    };

    internal static Command Create(Runner runner) =>
        new Command("tune", "Chooses the model's settings for a tenant on what customers did last; the next training uses them.") { Seconds }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var seconds = scope.Get(Seconds);
        if (!double.IsFinite(seconds) || seconds <= 0)
            throw new CommandFailedException(ExitCode.BadInput, "--seconds is more than 0.");
        await using var home = await scope.OpenHomeAsync();
        var tenant = new TenantId(scope.TenantOf(home.Settings).Id);
        await home.LoadAsync(tenant, scope.Cancellation);
        var report = await scope.Terminal.WatchStepsAsync("Tuning", progress => home.TuneAsync(tenant, seconds, progress, scope.Cancellation));

        scope.Terminal.Answer(JsonSerializer.SerializeToNode(report, JsonSerializerOptions.Web)!.AsObject(), Lines(report));
        return report.Trials.Count > 0 ? ExitCode.Done : ExitCode.NothingUsable;
    }

    private static IEnumerable<string> Lines(TuningReport report)
    {
        foreach (var trial in report.Trials)
            yield return string.Create(CultureInfo.InvariantCulture, $"{trial.Step,-10} Recall {trial.RecallAt20:F4}  NDCG {trial.NdcgAt20:F4}  {trial.Settings}");
        yield return $"Chosen: {report.Chosen}";
        yield return string.Create(CultureInfo.InvariantCulture, $"{report.Because} ({report.HeldItems:N0} items of {report.HeldCustomers:N0} customers held out {(report.ByTime ? "by time" : "at random")}, {report.CpuSeconds:F0} CPU s)");
    }
}
