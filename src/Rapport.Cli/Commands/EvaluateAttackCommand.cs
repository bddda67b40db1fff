using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Cli.Evaluate.Attack;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport evaluate attack</c>: tries to learn from what anybody may ask what single customers took or took back.</summary>
internal static class EvaluateAttackCommand
{
    private static readonly Option<string?> Data = new("--data") { Description = "The UCI Online Retail transactions as CSV, gzip accepted, or the folder of online_retail.csv.gz; without it a shop is made up.", HelpName = "FILE" };
    private static readonly Option<int> Days = new("--days") { Description = "Busy days to watch.", DefaultValueFactory = _ => 4 };
    private static readonly Option<int> Alone = new("--alone") { Description = "Targets that act alone between two refreshes.", DefaultValueFactory = _ => 40 };
    private static readonly Option<int> Seed = new("--seed") { Description = "Same seed, same attack.", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Known = new("--known") { Description = "Items of each target that the attacker knows.", DefaultValueFactory = _ => 20 };
    private static readonly Option<bool> Unprotected = new("--unprotected") { Description = "Switches the protection off: one customer is enough for an entry." };

    internal static Command Create(Runner runner) =>
        new Command("attack", "The attack of Calandrino et al. on a throw-away shop, through the public API.") { Data, Days, Alone, Known, Seed, Unprotected }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var options = new AttackOptions(FileOf(scope.Get(Data)), scope.Get(Days), scope.Get(Alone), scope.Get(Known), !scope.Get(Unprotected), Seed: scope.Get(Seed));
        var report = await new AttackEvaluation(options, scope.Terminal.Remark).RunAsync(scope.Cancellation);
        scope.Terminal.Answer(JsonSerializer.SerializeToNode(report, JsonSerializerOptions.Web)!.AsObject(), [
            "form                                            targets guesses precision  recall  prediction alone  beyond it",
            .. report.Forms.Select(form => string.Create(CultureInfo.InvariantCulture, $"{form.Key,-47} {form.Value.Targets,7} {form.Value.Guesses,7} {form.Value.Precision,9:F3} {form.Value.Recall,7:F3} {form.Value.Prediction,17:F3} {form.Value.Beyond,10:F3}"))]);
        return ExitCode.Done;
    }

    private static string? FileOf(string? data) => Directory.Exists(data) ? Path.Combine(data, "online_retail.csv.gz") : data;
}
