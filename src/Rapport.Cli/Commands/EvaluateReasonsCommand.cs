using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Cli.Evaluate;
using Rapport.Core.Events;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport evaluate reasons</c>: deletes the evidence each personal item names, in memory, and counts what falls.</summary>
internal static class EvaluateReasonsCommand
{
    private static readonly Option<int> Decisions = new("--decisions") { Description = "How many decisions with a personal item to test.", DefaultValueFactory = _ => 1_000 };

    internal static Command Create(Runner runner) =>
        new Command("reasons", "The removal test of reasons, on copies of the customers of a home.") { Decisions }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        await using var home = await scope.OpenHomeAsync();
        var tenant = new TenantId(scope.TenantOf(home.Settings).Id);
        await home.LoadAsync(tenant, scope.Cancellation);
        var report = await ReasonEvaluation.RunAsync(tenant, home.Shops[tenant], home.Store.Customers.ReadAllAsync(tenant, scope.Cancellation), scope.Get(Decisions), scope.Clock.GetUtcNow(), scope.Cancellation);
        double Share(int count) => report.Items == 0 ? 0 : count / (double)report.Items;
        scope.Terminal.Answer(JsonSerializer.SerializeToNode(report, JsonSerializerOptions.Web)!.AsObject(), [
            string.Create(CultureInfo.InvariantCulture, $"{report.Items:N0} personal items in {report.Decisions:N0} decisions"),
            string.Create(CultureInfo.InvariantCulture, $"score fell {Share(report.ScoreFell):P2}, by half or more {Share(report.HalfOrMoreFell):P2}, place fell or gone {Share(report.RankFellOrGone):P2} (gone {Share(report.Gone):P2})")]);
        return report.Decisions > 0 ? ExitCode.Done : ExitCode.NothingUsable;
    }
}
