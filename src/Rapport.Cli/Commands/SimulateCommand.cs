using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Core.Events;
using Rapport.Core.Simulation;
using Rapport.Core.Tact;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport simulate</c>: the latest weeks again under other presets: what each would gain and lose.</summary>
internal static class SimulateCommand
{
    private static readonly Option<string[]> Presets = new Option<string[]>("--preset") { Description = "A preset to try; both extremes when left out. May be repeated." }.AcceptOnlyFromAmong([.. TactPreset.All.Select(preset => preset.Id)]);

    private static readonly Option<int> Days = new("--days") { Description = "How far back, 1 to 90.", DefaultValueFactory = _ => Simulator.DefaultDays };

    internal static Command Create(Runner runner) =>
        new Command("simulate", "The latest weeks again under other presets: what would be gained and lost, before anything is changed.") { Presets, Days }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        if (scope.Get(Days) is < 1 or > 90)
            throw new CommandFailedException(ExitCode.BadInput, "--days is 1 to 90.");
        await using var home = await scope.OpenHomeAsync();
        var tenant = new TenantId(scope.TenantOf(home.Settings).Id);
        await home.LoadAsync(tenant, scope.Cancellation);
        var presets = scope.Get(Presets) is { Length: > 0 } named ? named.Distinct() : [TactPreset.PersonalizationFirst.Id, TactPreset.PrivacyFirst.Id];
        CandidatePolicy[] candidates = [.. presets.Select(id => CandidatePolicy.Of(TactPreset.Find(id)!)), CandidatePolicy.WithoutLimits];
        var report = await new Simulator(home.Store.Customers, home.Shops, scope.Clock).RunAsync(tenant, candidates, scope.Get(Days), int.MaxValue, scope.Cancellation);
        if (!report.IsEnough)
        {
            scope.Terminal.Remark($"Below {SimulationReport.FewestPeople} people who agreed to measurement, or {SimulationReport.FewestRows} rows: that is too few to say anything by, and figures of few would be figures of persons.");
            return ExitCode.NothingUsable;
        }

        scope.Terminal.Answer(JsonSerializer.SerializeToNode(report, JsonSerializerOptions.Web)!.AsObject(), Lines(report));
        return ExitCode.Done;
    }

    private static IEnumerable<string> Lines(SimulationReport report)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{report.People:N0} people, {report.Rows:N0} home rows since {report.Since:yyyy-MM-dd}; in brackets the 90 % interval of the difference");
        foreach (var outcome in report.Outcomes)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{outcome.Id,-22} personalization {outcome.Personalization.Value,5:F1}{Gain(outcome.PersonalizationGain, 1)}   privacy {outcome.Privacy.Value,5:F1}{Gain(outcome.PrivacyGain, 1)}");
            yield return string.Create(CultureInfo.InvariantCulture, $"{"",-22} rows that met what was taken {outcome.Relevance.Value:P1}{Gain(outcome.RelevanceGain, 100)}   topics a person {outcome.ExposuresAPerson.Value:F2}   people touched {Touched(outcome.PeopleTouched)}");
        }

        yield return "Presets are our own readings of how businesses known for a manner go about it, not descriptions of what they do.";
    }

    private static string Gain(Estimate gain, double scale) =>
        gain is { Low: 0, High: 0 } ? "" : string.Create(CultureInfo.InvariantCulture, $" ({scale * gain.Low:+0.0;-0.0;0} to {scale * gain.High:+0.0;-0.0;0})");

    private static string Touched(int people) =>
        people is > 0 and < SimulationReport.FewestPeople ? "fewer than 20" : people.ToString("N0", CultureInfo.InvariantCulture);
}
