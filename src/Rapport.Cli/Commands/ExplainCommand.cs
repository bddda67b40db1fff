using System.CommandLine;
using System.Globalization;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Explaining;
using Rapport.Server.Hosting;

namespace Rapport.Cli.Commands;

/// <summary><c>rapport explain</c>: why an item is in an answer, or why not, station by station. Writes no decision down.</summary>
internal static class ExplainCommand
{
    private static readonly Option<string> SurfaceName = new Option<string>("--surface") { Description = "Where it would be shown.", DefaultValueFactory = _ => "home" }.AcceptOnlyFromAmong([.. Enum.GetValues<Surface>().Where(surface => surface != Surface.None).Select(NameOf)]);

    private static readonly Option<string> Item = new("--item") { Description = "The item to explain.", Required = true };

    private static readonly Option<string[]> Bought = Deeds("--bought", "What an invented person bought");

    private static readonly Option<string[]> Wished = Deeds("--wished", "What they wished for");

    private static readonly Option<string[]> Carted = Deeds("--carted", "What they put in the cart");

    private static readonly Option<string[]> Viewed = Deeds("--viewed", "What they viewed");

    private static readonly Option<string[]> Gifts = Deeds("--gift", "What they bought for somebody else");

    private static readonly Option<string[]> Hidden = Deeds("--hidden", "What they said \"not for me\" about");

    private static readonly Option<bool> Refuses = new("--refuses") { Description = "The invented person said no to suggestions." };

    private static readonly Option<string?> Customer = new("--customer") { Description = "A customer of the shop instead of an invented person. Your look at their data is written to explain.log in the home." };

    private static readonly Option<bool> Anonymous = new("--anonymous") { Description = "The customer's id is an anonymousId." };

    private static readonly Option<string?> Page = new("--page") { Description = "The item of the page." };

    private static readonly Option<string[]> Cart = new("--cart") { Description = "An item in the cart. May be repeated.", AllowMultipleArgumentsPerToken = true };

    private static readonly Option<string?> Category = new("--category") { Description = "The category of the page, e.g. \"Kitchen > Aprons\"." };

    private static readonly Option<int> Count = new("--count") { Description = "How many items the answer has, 1 to 100.", DefaultValueFactory = _ => 12 };

    private static readonly Option<string> Language = new Option<string>("--language") { Description = "Of the explanation.", DefaultValueFactory = _ => "en" }.AcceptOnlyFromAmong("en", "de");

    internal static Command Create(Runner runner) => new Command("explain", "Why is this item shown to such a person, or why not?")
    {
        Item, SurfaceName, Bought, Wished, Carted, Viewed, Gifts, Hidden, Refuses, Customer, Anonymous, Page, Cart, Category, Count, Language,
    }.Runs(runner, RunAsync);

    private static Option<string[]> Deeds(string name, string description) =>
        new(name) { Description = description + ": ITEM, or ITEM@DAYS for how long ago. May be repeated.", AllowMultipleArgumentsPerToken = true };

    private static async Task<ExitCode> RunAsync(CommandScope scope)
    {
        var request = RequestOf(scope);
        var persona = PersonaOf(scope);
        await using var home = await scope.OpenHomeAsync();
        var tenant = new TenantId(scope.TenantOf(home.Settings).Id);
        if (!await home.LoadAsync(tenant, scope.Cancellation))
            scope.Terminal.Remark($"note: tenant {tenant} has no model yet. Try: rapport train --tenant {tenant}");

        var now = scope.Clock.GetUtcNow();
        var file = scope.Get(Customer) is { } customer
            ? await ReadAsync(scope, home, tenant, CommandScope.CustomerOf(customer, scope.Get(Anonymous)))
            : persona?.File(now);
        var explanation = Recommender.Explain(request with { Tenant = tenant }, file, home.Shops[tenant], home.Shops[tenant].Policy.On(request.Surface), now, CommandScope.ItemOf(scope.Get(Item)!));
        scope.Terminal.Answer(ExplanationJson.Of(explanation, scope.Get(Language)!), Lines(explanation, scope.Get(Language)!));
        return ExitCode.Done;
    }

    /// <summary>A named customer's data is read by the machine's operator alone, and the look leaves a line (ground rule 23).</summary>
    private static async Task<CustomerFile> ReadAsync(CommandScope scope, OpenHome home, TenantId tenant, CustomerId customer)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{scope.Clock.GetUtcNow():O} explain tenant={tenant} customer={home.Store.PseudonymOf(tenant, customer)} by={Environment.UserName}");
        await File.AppendAllLinesAsync(Path.Combine(home.Path, "explain.log"), [line], scope.Cancellation);
        return await home.Store.Customers.ReadAsync(tenant, customer, scope.Cancellation);
    }

    private static DecisionRequest RequestOf(CommandScope scope)
    {
        if (scope.Get(Count) is < 1 or > 100)
            throw new CommandFailedException(ExitCode.BadInput, "--count is 1 to 100.");
        return new DecisionRequest(
            default,
            Enum.Parse<Surface>(scope.Get(SurfaceName)!, ignoreCase: true),
            null,
            scope.Get(Page) is { } page ? CommandScope.ItemOf(page) : null,
            [.. (scope.Get(Cart) ?? []).Select(CommandScope.ItemOf)],
            scope.Get(Category),
            [],
            [],
            scope.Get(Count),
            scope.Get(Language)!);
    }

    private static Persona? PersonaOf(CommandScope scope)
    {
        PersonaDeed[] past =
        [
            .. DeedsOf(scope, Bought, EventKind.OrderCompleted),
            .. DeedsOf(scope, Gifts, EventKind.OrderCompleted).Select(deed => deed with { IsGift = true }),
            .. DeedsOf(scope, Wished, EventKind.AddedToWishlist),
            .. DeedsOf(scope, Carted, EventKind.AddedToCart),
            .. DeedsOf(scope, Viewed, EventKind.ProductViewed),
            .. DeedsOf(scope, Hidden, EventKind.Hidden),
        ];
        if (scope.Get(Customer) is not null && (past.Length > 0 || scope.Get(Refuses)))
            throw new CommandFailedException(ExitCode.BadInput, "A customer of the shop has a past of their own.", "--customer alone, or an invented person without it");
        return past.Length == 0 && !scope.Get(Refuses) ? null : new Persona(past, scope.Get(Refuses) ? Purposes.None : Purposes.Recommendations);
    }

    /// <summary>Where no day is given, each deed lies a day before the last.</summary>
    private static IEnumerable<PersonaDeed> DeedsOf(CommandScope scope, Option<string[]> option, EventKind kind) => (scope.Get(option) ?? []).Select((text, place) =>
    {
        var at = text.LastIndexOf('@');
        if (at < 0)
            return new PersonaDeed(CommandScope.ItemOf(text), kind, place + 1);
        if (!double.TryParse(text.AsSpan(at + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) || days > Persona.MostDays)
            throw new CommandFailedException(ExitCode.BadInput, $"'{text}' is no ITEM@DAYS.", $"teapot@3, with 0 to {Persona.MostDays} days");
        return new PersonaDeed(CommandScope.ItemOf(text[..at]), kind, days);
    });

    private static IEnumerable<string> Lines(Explanation explanation, string language)
    {
        yield return $"{explanation.Item}: {ExplanationWriter.Headline(explanation, language)}";
        foreach (var step in ExplanationWriter.Write(explanation, language))
        {
            yield return $"  {Mark(step.State)} {NameOf(step.Station),-15} {step.Text}";
            foreach (var detail in step.Details)
                yield return $"      {"",-15} {detail}";
        }
    }

    private static string Mark(StepState state) => state switch
    {
        StepState.Passed => "+",
        StepState.Stopped => "x",
        _ => "-",
    };

    private static string NameOf<T>(T value)
        where T : struct, Enum => char.ToLowerInvariant(value.ToString()[0]) + value.ToString()[1..];
}
