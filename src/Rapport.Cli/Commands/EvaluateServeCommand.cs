using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Rapport.Cli.Evaluate;
using Rapport.Cli.Evaluate.Serve;
using Rapport.Core.Events;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport evaluate serve</c>: decisions and events per second of a real server, beside bare baselines in the same run.</summary>
internal static class EvaluateServeCommand
{
    private static readonly Option<string?> Data = new("--data") { Description = "A public data set (train.txt of LightGCN's form) to make catalogue and histories from, with sample choices." };
    private static readonly Option<int> Items = new("--items") { Description = "Without --data: items of a synthetic catalogue.", DefaultValueFactory = _ => 3_000 };
    private static readonly Option<int> Customers = new("--customers") { Description = "Without --data: customers with a history.", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<bool> Ready = new("--ready") { Description = "Serves the tenant that rapport generate and train made in --home, as it is; without intake." };
    private static readonly Option<int> Connections = new("--connections") { Description = "Connections of the load.", DefaultValueFactory = _ => 16 };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Length of each counted run.", DefaultValueFactory = _ => 12 };

    internal static Command Create(Runner runner) =>
        new Command("serve", "Decisions and events per second over HTTP, beside a bare endpoint and raw inserts.") { Data, Items, Customers, Ready, Connections, Seconds }.Runs(runner, RunAsync);

    /// <summary>The load itself, in a process of its own; <c>evaluate serve</c> calls it.</summary>
    internal static Command CreateLoad(Runner runner)
    {
        var port = new Argument<int>("port");
        var file = new Argument<string>("file");
        var connections = new Argument<int>("connections");
        var seconds = new Argument<int>("seconds");
        return new Command("load", "Sends prepared requests to a loopback port.") { port, file, connections, seconds }.Hide().Runs(runner, async scope =>
        {
            var result = await LoadGenerator.RunAsync(scope.Get(port), LoadFile.Read(scope.Get(file)), scope.Get(connections), TimeSpan.FromSeconds(scope.Get(seconds)));
            scope.Terminal.Answer(JsonSerializer.SerializeToNode(result, JsonSerializerOptions.Web)!.AsObject(), []);
            return ExitCode.Done;
        });
    }

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var now = scope.Clock.GetUtcNow();
        var options = scope.Get(Ready)
            ? await ReadyAsync(scope, now)
            : new ServeOptions(scope.Get(Data) is { } folder ? LoadShop.Of(InteractionData.Read(folder, needsTest: false), now) : LoadShop.Synthetic(scope.Get(Items), scope.Get(Customers), seed: 1, now));
        options = options with { Connections = scope.Get(Connections), Seconds = scope.Get(Seconds) };
        var report = await new ServeEvaluation(options, scope.Terminal.Remark).RunAsync(scope.Cancellation);
        scope.Terminal.Answer(JsonSerializer.SerializeToNode(report, JsonSerializerOptions.Web)!.AsObject(), [
            string.Create(CultureInfo.InvariantCulture, $"decisions  {report.DecisionsPerSecond:N0} a second, p50 {report.DecisionP50Ms:F2} ms, p99 {report.DecisionP99Ms:F2} ms, {report.Personal:P0} personal"),
            string.Create(CultureInfo.InvariantCulture, $"bare       {report.BareDecisionsPerSecond:N0} a second, p50 {report.BareP50Ms:F2} ms, p99 {report.BareP99Ms:F2} ms; ratio {report.Ratio:F3}"),
            string.Create(CultureInfo.InvariantCulture, $"processor  {report.ServerMicroseconds:F1} µs and {report.AllocatedBytes:N0} bytes a decision, bare {report.BareServerMicroseconds:F1} µs and {report.BareAllocatedBytes:N0} bytes"),
            .. report.Stages.Select(stage => string.Create(CultureInfo.InvariantCulture, $"  {stage.Name,-22} {stage.Microseconds,6:F1} µs {stage.AllocatedBytes,9:N0} bytes")),
            string.Create(CultureInfo.InvariantCulture, $"events     {report.EventsPerSecond:N0} a second, a batch p50 {report.EventP50Ms:F1} ms, p99 {report.EventP99Ms:F1} ms"),
            string.Create(CultureInfo.InvariantCulture, $"raw        {report.RawEventsPerSecond:N0} inserts a second"),
            string.Create(CultureInfo.InvariantCulture, $"log        {report.Answers:N0} answers, {report.LogRowsMissing} not in the decision log, {report.Failures} failures")]);
        return report is { LogRowsMissing: 0, Failures: 0 } ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ServeOptions> ReadyAsync(CommandScope scope, DateTimeOffset now)
    {
        var tenant = new TenantId(scope.TenantName ?? "synthetic");
        await using var home = await scope.OpenHomeAsync();
        var customers = (await home.Store.Customers.CountAsync(tenant, scope.Cancellation)).Customers;
        var items = (await home.Store.Catalogue.ReadAsync(tenant, scope.Cancellation)).Count;
        if (customers == 0 || items == 0)
            throw new CommandFailedException(ExitCode.NothingUsable, $"Tenant '{tenant}' has no customers or no items.", "rapport generate, then rapport train");
        return new ServeOptions(LoadShop.Synthetic(items, (int)customers, seed: 1, now), home.Path, tenant.Value);
    }

    private static Command Hide(this Command command)
    {
        command.Hidden = true;
        return command;
    }
}
