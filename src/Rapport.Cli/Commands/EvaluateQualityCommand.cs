using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Cli.Evaluate;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport evaluate quality</c>: how well held-out items of a public data set are found.</summary>
internal static class EvaluateQualityCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "A folder with train.txt and test.txt, gzip accepted.", HelpName = "DIR", Required = true };

    internal static Command Create(Runner runner) =>
        new Command("quality", "Recall and NDCG at 20, beside popularity and cosine kNN.") { Data }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var options = new QualityOptions(scope.Get(Data)!);
        var result = await scope.Terminal.WatchStepsAsync("Quality", progress => Task.Run(() => QualityEvaluation.Run(options, progress, scope.Cancellation), scope.Cancellation));

        var answer = JsonSerializer.SerializeToNode(result, JsonSerializerOptions.Web)!.AsObject();
        scope.Terminal.Answer(answer, [
            Line("local ridge", result.RecallAt20, result.NdcgAt20),
            .. result.Baselines.Select(baseline => Line(baseline.Key, baseline.Value.RecallAt20, baseline.Value.NdcgAt20)),
            string.Create(CultureInfo.InvariantCulture, $"{result.Customers:N0} customers, {result.Items:N0} items, fitted in {result.FitCpuSeconds:F1} CPU s, peak {result.PeakMiB:N0} MiB")]);
        return ExitCode.Done;
    }

    private static string Line(string name, double recall, double ndcg) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-18} Recall@20 {recall:F4}   NDCG@20 {ndcg:F4}");
}
