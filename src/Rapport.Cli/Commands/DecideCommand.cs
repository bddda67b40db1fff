using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport decide</c>: asks the one decision point, and writes the decision down like any other.</summary>
internal static class DecideCommand
{
    private static readonly Option<string> SurfaceName = new Option<string>("--surface") { Description = "Where it would be shown.", DefaultValueFactory = _ => "home" }.AcceptOnlyFromAmong([.. Enum.GetValues<Surface>().Where(surface => surface != Surface.None).Select(surface => JsonNamingPolicy.CamelCase.ConvertName(surface.ToString()))]);

    private static readonly Option<string?> Customer = new("--customer") { Description = "For whom; nobody when left out." };

    private static readonly Option<bool> Anonymous = new("--anonymous") { Description = "The customer's id is an anonymousId." };

    private static readonly Option<string?> Item = new("--item") { Description = "The item of the page." };

    private static readonly Option<string[]> Cart = new("--cart") { Description = "An item in the cart. May be repeated.", AllowMultipleArgumentsPerToken = true };

    private static readonly Option<string?> Category = new("--category") { Description = "The category of the page, e.g. \"Kitchen > Aprons\"." };

    private static readonly Option<int> Count = new("--count") { Description = "How many items, 1 to 100.", DefaultValueFactory = _ => 12 };

    private static readonly Option<string> Language = new Option<string>("--language") { Description = "Of the reasons.", DefaultValueFactory = _ => "en" }.AcceptOnlyFromAmong("en", "de");

    internal static Command Create(Runner runner) =>
        new Command("decide", "What may be shown to this person, here and now, and why?") { SurfaceName, Customer, Anonymous, Item, Cart, Category, Count, Language }.Runs(runner, RunAsync);

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        await using var home = await scope.OpenHomeAsync();
        var tenant = new TenantId(scope.TenantOf(home.Settings).Id);
        if (!await home.LoadAsync(tenant, scope.Cancellation))
            scope.Terminal.Remark($"note: tenant {tenant} has no model yet. Try: rapport train --tenant {tenant}");
        var decision = await home.Personalizer.RecommendAsync(RequestOf(scope, tenant), scope.Cancellation);
        await home.Store.Decisions.FlushAsync(scope.Cancellation);

        var titles = home.Shops[tenant].Catalogue;
        scope.Terminal.Answer(JsonOf(decision), [
            $"Decision {decision.Id}, tier {NameOf(decision.Tier)}",
            .. decision.Items.Select(item => $"  {item.Item,-28} {titles.Find(item.Item)?.Title}\n      {item.Reason.Text}"),
            .. decision.HeldBack.Select(held => $"held back {held.Count} by {held.Rule}")]);
        return ExitCode.Done;
    }

    private static DecisionRequest RequestOf(CommandScope scope, TenantId tenant)
    {
        if (scope.Get(Count) is < 1 or > 100)
            throw new CommandFailedException(ExitCode.BadInput, "--count is 1 to 100.");
        return new DecisionRequest(
            tenant,
            Enum.Parse<Surface>(scope.Get(SurfaceName)!, ignoreCase: true),
            scope.Get(Customer) is { } customer ? CommandScope.CustomerOf(customer, scope.Get(Anonymous)) : null,
            scope.Get(Item) is { } item ? CommandScope.ItemOf(item) : null,
            [.. (scope.Get(Cart) ?? []).Select(CommandScope.ItemOf)],
            scope.Get(Category),
            [],
            [],
            scope.Get(Count),
            scope.Get(Language)!);
    }

    private static JsonObject JsonOf(Decision decision) => new()
    {
        ["decisionId"] = decision.Id,
        ["tier"] = NameOf(decision.Tier),
        ["items"] = new JsonArray([.. decision.Items.Select(item => new JsonObject
        {
            ["id"] = item.Item.Value,
            ["tier"] = NameOf(item.Tier),
            ["reason"] = item.Reason.Text,
            ["source"] = item.Reason.Source,
            ["evidence"] = new JsonArray([.. item.Reason.Evidence.Select(evidence => (JsonNode?)evidence.Item?.Value)]),
        })]),
        ["heldBack"] = new JsonArray([.. decision.HeldBack.Select(held => new JsonObject { ["rule"] = "T" + (int)held.Rule, ["count"] = held.Count })]),
        ["degraded"] = decision.IsDegraded,
    };

    private static string NameOf(Tier tier) => tier.ToString().ToLowerInvariant();
}
