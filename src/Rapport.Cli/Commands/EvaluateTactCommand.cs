using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Cli.Evaluate.Tact;
using Rapport.Cli.Imports;
using Rapport.Core.Model;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport evaluate tact</c>: what each rule of tact costs in processor time and in what people would have found.</summary>
internal static class EvaluateTactCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "The UCI Online Retail file (online_retail.csv, gzip accepted), or the folder it lies in.", Required = true };

    private static readonly string[] FileNames = ["online_retail.csv.gz", "online_retail.csv"];

    internal static Command Create(Runner runner) =>
        new Command("tact", "What each rule of tact costs: rule by rule, and number by number.") { Data }.Runs(runner, RunAsync);

    private static Task<ExitCode> RunAsync(CommandScope scope)
    {
        var path = scope.Get(Data);
        if (Directory.Exists(path))
            path = FileNames.Select(name => Path.Combine(path, name)).FirstOrDefault(File.Exists) ?? Path.Combine(path, "online_retail.csv");
        if (!File.Exists(path))
            throw new CommandFailedException(ExitCode.NothingUsable, $"There is no file {path}.", "--data FILE");
        var cut = new RetailCut(OnlineRetailFile.Open(path, scope.Clock.GetUtcNow(), progress: null), new ModelSettings());
        if (cut.Asked.Count == 0)
            throw new CommandFailedException(ExitCode.NothingUsable, "Nobody of that file bought something new after the cut.", "--data FILE");
        var costs = new TactEvaluation(cut, scope.Terminal.Remark).Run(scope.Cancellation);
        scope.Terminal.Answer(JsonSerializer.SerializeToNode(costs, JsonSerializerOptions.Web)!.AsObject(), [
            string.Create(CultureInfo.InvariantCulture, $"{costs.Customers:N0} customers, {costs.Items:N0} items, {costs.Topics:N0} topics; the model alone: Recall@20 {costs.ModelRecallAt20:F4}"),
            .. costs.Policies.Select(Line),
            "after three visits that showed the row:",
            .. costs.Seen.Select(Line)]);
        return Task.FromResult(ExitCode.Done);
    }

    private static string Line(RuleCost cost) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {cost.Policy,-32} {cost.Microseconds,7:F1} µs  Recall@20 {cost.RecallAt20:F4}, personal {cost.PersonalRecallAt20:F4}; {cost.Personal:P0} of the slots personal, {cost.Steps:P0} of them a step");
}
