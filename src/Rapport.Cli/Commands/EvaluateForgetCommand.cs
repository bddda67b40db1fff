using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Cli.Evaluate;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport evaluate forget</c>: forgets random customers and compares the model with one that never saw them.</summary>
internal static class EvaluateForgetCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "A folder with train.txt, gzip accepted.", HelpName = "DIR", Required = true };
    private static readonly Option<int> Customers = new("--customers") { Description = "How many to forget.", DefaultValueFactory = _ => 20 };
    private static readonly Option<bool> Together = new("--together") { Description = "All of them at once instead of one by one." };
    private static readonly Option<int?> Rebuilds = new("--rebuilds") { Description = "How often to compare with a rebuild; every time, up to 20, if not given.", HelpName = "N" };

    internal static Command Create(Runner runner) =>
        new Command("forget", "Forgets random customers and compares the model, byte for byte, with one trained without them.") { Data, Customers, Together, Rebuilds }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var options = new ForgetOptions(scope.Get(Data)!, scope.Get(Customers), scope.Get(Together), scope.Get(Rebuilds));
        var result = await scope.Terminal.WatchStepsAsync("Forgetting", progress => Task.Run(() => ForgetEvaluation.Run(options, progress, scope.Cancellation), scope.Cancellation));
        scope.Terminal.Answer(JsonSerializer.SerializeToNode(result, JsonSerializerOptions.Web)!.AsObject(), [
            string.Create(CultureInfo.InvariantCulture, $"identical: {(result.Identical ? "yes" : "NO")}, {result.Rebuilds} times of {result.Changes}; median {result.MedianSeconds:F2} s, p99 {result.P99Seconds:F2} s; a rebuild takes {result.RebuildSeconds:F2} s; {result.TouchedShare:P1} of the columns touched; re-solving took {result.ResolveRatio:F2} of that share of a rebuild")]);
        return result.Identical ? ExitCode.Done : ExitCode.Failed;
    }
}
