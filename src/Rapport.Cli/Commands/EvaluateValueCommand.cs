using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Cli.Evaluate;
using Rapport.Core.Model.Measuring;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport evaluate value</c>: what data is worth, on a public data set or on the operator's own store.</summary>
internal static class EvaluateValueCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "A folder with train.txt and test.txt, gzip accepted; without it the home's own store.", HelpName = "DIR" };

    internal static Command Create(Runner runner) =>
        new Command("value", "Quality with fewer events of each customer and without each kind of signal; names signals to drop.") { Data, OwnStore.Cut }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var report = scope.Get(Data) is { } folder
            ? await scope.Terminal.WatchStepsAsync("Value", progress => Task.Run(() => ValueEvaluation.Run(folder, progress, scope.Cancellation), scope.Cancellation))
            : await OfStoreAsync(scope);
        if (report is null)
            return OwnStore.TooLittle(scope);
        scope.Terminal.Answer(JsonSerializer.SerializeToNode(report, JsonSerializerOptions.Web)!.AsObject(), Lines(report));
        return ExitCode.Done;
    }

    private static async Task<ValueReport?> OfStoreAsync(CommandScope scope)
    {
        await using var store = await OwnStore.OpenAsync(scope);
        if (store.CutAt is not { } cut)
            return null;
        var report = await scope.Terminal.WatchStepsAsync("Value", progress => Task.Run(() => ValueEvaluation.RunAsync(store.Shop, cut, store.Settings, progress, scope.Cancellation), scope.Cancellation));
        if (report is null)
            return null;
        report = report with { At = store.Now };
        store.Home.Evaluations.Write(store.Tenant, report);
        return report;
    }

    private static IEnumerable<string> Lines(ValueReport report)
    {
        foreach (var point in report.Curve)
            yield return Line(NameOf(point), point.RecallAt20, point.NdcgAt20, point.ShareOfFull);
        foreach (var signal in report.Signals)
            yield return Line("without " + signal.Signal, signal.RecallAt20, signal.NdcgAt20, signal.ShareKept) + Loss(signal);
        yield return string.Create(CultureInfo.InvariantCulture, $"{report.Customers:N0} customers, {report.Items:N0} items, the latest events {(report.ByTime ? "by time" : "drawn, for no times are known")}");
    }

    private static string Loss(SignalValue signal) =>
        string.Create(CultureInfo.InvariantCulture, $"   Recall lost {signal.Loss.RecallLow:F4} to {signal.Loss.RecallHigh:F4}{(signal.CanBeDropped ? ": can be dropped" : "")}");

    private static string NameOf(ValuePoint point) => point switch
    {
        { Known: "nothing" } => "nothing known",
        { Known: "contextual" } => "the page alone",
        { Events: 1 } => "1 event",
        { Events: { } events } => $"{events} events",
        _ => "all events",
    };

    private static string Line(string name, double recall, double ndcg, double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-18} Recall@20 {recall:F4}   NDCG@20 {ndcg:F4}   {share:P0} of full");
}
