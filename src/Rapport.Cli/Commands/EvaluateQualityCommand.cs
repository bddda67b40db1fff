using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Cli.Evaluate;
using Rapport.Core.Model.Measuring;
using Rapport.Core.Model.Tuning;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport evaluate quality</c>: how well held-out items are found: of a public data set with settings tuned on its train part alone, of the own store with the shop's settings.</summary>
internal static class EvaluateQualityCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "A folder with train.txt and test.txt, gzip accepted; without it the home's own store.", HelpName = "DIR" };
    private static readonly Option<double> TuneSeconds = new("--tune-seconds")
    {
        Description = "CPU seconds for tuning on train.",
        HelpName = "N",
        DefaultValueFactory = _ => TuningBudget.Default,
    };

    private static readonly Option<bool> NoTune = new("--no-tune") { Description = "Takes the shipped settings." };
    private static readonly Option<bool> NoBaselines = new("--no-baselines") { Description = "Leaves out popularity, cosine kNN and EASE." };

    internal static Command Create(Runner runner) =>
        new Command("quality", "Recall and NDCG at 20 beside simpler means: on a data set, tuned on train alone, or on the own store cut in time.") { Data, OwnStore.Cut, TuneSeconds, NoTune, NoBaselines }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var seconds = scope.Get(NoTune) ? 0 : scope.Get(TuneSeconds);
        if (!double.IsFinite(seconds) || seconds < 0)
            throw new CommandFailedException(ExitCode.BadInput, "--tune-seconds is 0 or more.");
        var report = scope.Get(Data) is { } folder
            ? await WatchAsync(scope, progress => QualityEvaluation.Run(new QualityOptions(folder, Baselines: !scope.Get(NoBaselines), TuneSeconds: seconds), progress, scope.Cancellation))
            : await OfStoreAsync(scope);
        if (report is null)
            return OwnStore.TooLittle(scope);
        var answer = JsonSerializer.SerializeToNode(report, JsonSerializerOptions.Web)!.AsObject();
        scope.Terminal.Answer(answer, Lines(report));
        return ExitCode.Done;
    }

    private static Task<QualityReport> WatchAsync(CommandScope scope, Func<IProgress<string>, QualityReport> work) =>
        scope.Terminal.WatchStepsAsync("Quality", progress => Task.Run(() => work(progress), scope.Cancellation));

    private static async Task<QualityReport?> OfStoreAsync(CommandScope scope)
    {
        await using var store = await OwnStore.OpenAsync(scope);
        if (store.CutAt is not { } cut)
            return null;
        var data = await store.Shop.ReadAsync(cut, [], scope.Cancellation);
        if (data.Test.Count < ValueEvaluation.FewestCustomers)
            return null;
        var options = new QualityOptions("", Baselines: !scope.Get(NoBaselines), store.Settings);
        var report = await WatchAsync(scope, progress => QualityEvaluation.Run(data, options, progress, scope.Cancellation));
        report = report with
        {
            At = store.Now,
            Cut = cut,
            SettingsBecause = store.Home.TunedSettingsOf(store.Tenant) is null ? "the shipped settings" : "the shop's last tuning, which saw what came after the cut too",
            ByHistoryLength = [.. report.ByHistoryLength.Where(band => band.Customers >= store.Settings.Support)],
        };
        store.Home.Evaluations.Write(store.Tenant, report);
        return report;
    }

    private static IEnumerable<string> Lines(QualityReport result)
    {
        yield return Line("local ridge", result.RecallAt20, result.NdcgAt20);
        if (result is { RecallAt20All: { } recall, NdcgAt20All: { } ndcg })
            yield return Line("with buy again", recall, ndcg);
        foreach (var (name, figures) in result.Baselines)
            yield return Line(name, figures.RecallAt20, figures.NdcgAt20);
        foreach (var band in result.ByHistoryLength)
            yield return Line(string.Create(CultureInfo.InvariantCulture, $"  {band.From}{(band.To is { } to ? $" to {to}" : " or more")} items"), band.RecallAt20, band.NdcgAt20);
        yield return string.Create(CultureInfo.InvariantCulture, $"coverage {result.Coverage:P1}, places for the most popular tenth {result.ShareOfPopular:P1}");
        yield return $"settings {result.Settings}: {result.SettingsBecause}";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Customers:N0} customers, {result.Items:N0} items, tuned in {result.TuneCpuSeconds:F1} and fitted in {result.FitCpuSeconds:F1} CPU s, peak {result.PeakMiB:N0} MiB");
    }

    private static string Line(string name, double recall, double ndcg) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-18} Recall@20 {recall:F4}   NDCG@20 {ndcg:F4}");
}
