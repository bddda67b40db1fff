using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Rapport.Core.Events;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport forget</c>: a customer is gone, and the model is one that never knew her.</summary>
internal static class ForgetCommand
{
    private static readonly Argument<string> Customer = new("customer") { Description = "The shop's id of the customer." };

    private static readonly Option<bool> Anonymous = new("--anonymous") { Description = "The id is an anonymousId." };

    internal static Command Create(Runner runner) =>
        new Command("forget", "Forgets a customer: history, choices, decisions, keys, and the part in the model.") { Customer, Anonymous }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        await using var home = await scope.OpenHomeAsync();
        var tenant = new TenantId(scope.TenantOf(home.Settings).Id);
        await home.LoadAsync(tenant, scope.Cancellation);
        var customer = CommandScope.CustomerOf(scope.Get(Customer), scope.Get(Anonymous));

        var opened = await home.Personalizer.ForgetAsync(tenant, customer);
        // What was begun is finished: a forgetting is never half done.
        await scope.Terminal.WatchStepsAsync("Training without the customer", _ => home.TrainAsync(tenant, CancellationToken.None));
        var receipt = await home.Store.Receipts.ReadAsync(tenant, opened.Id, CancellationToken.None) ?? opened;

        var removed = new JsonObject(receipt.Removed.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        var answer = new JsonObject
        {
            ["receipt"] = receipt.Id,
            ["tenant"] = receipt.Tenant,
            ["removed"] = removed,
            ["modelHashBefore"] = receipt.ModelHashBefore,
            ["modelHashAfter"] = receipt.ModelHashAfter,
            ["finalAt"] = receipt.FinalAt?.ToString("O", CultureInfo.InvariantCulture),
        };
        scope.Terminal.Answer(answer, [
            "Removed: " + string.Join(", ", receipt.Removed.Select(pair => $"{pair.Value} {pair.Key}")),
            $"Model before {receipt.ModelHashBefore}",
            $"Model after  {receipt.ModelHashAfter}",
            receipt.IsFinal ? $"Receipt {receipt.Id} is final." : $"Receipt {receipt.Id} waits for the next training.",
            .. receipt.Notes]);
        return ExitCode.Done;
    }
}
