using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Decisions;
using Rapport.Core.Recommendations;
using Rapport.Server.Authority;
using Rapport.Server.Decisions;
using Rapport.Server.Hosting;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>The one question every surface asks: what may I show this person here, now, and why?</summary>
internal static class DecisionEndpoints
{
    public static void MapDecisions(this RouteGroupBuilder v1) =>
        v1.MapPost("decisions", Decide).WithTags("Decisions").WithName("decide").Needs(Permissions.Decisions).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);

    /// <summary>Decides what may be shown, and says why. Without a credential it decides from the context alone.</summary>
    /// <remarks>Context items the catalogue does not know are ignored and named in the header Rapport-Ignored. With keys or stores away the answer is plain content with degraded: true, never an error.</remarks>
    internal static async Task<Results<DecisionResult, ProblemHttpResult>> Decide(DecisionQuestion question, HttpContext context, DecisionDesk desk, CancellationToken cancellation)
    {
        var language = Languages.Choose(context.Request, question.Language);
        if (desk.Understand(question, language, context, out var request) is { } problem)
            return problem;
        return new DecisionResult(Answer(await desk.DecideAsync(request, cancellation), language));
    }

    private static DecisionAnswer Answer(Decision decision, string language) => new(
        decision.Id,
        Wire.Name(decision.Tier),
        Each(decision.Items, Answer),
        decision.HeldBack.Count == 0 ? [] : [.. decision.HeldBack.Where(held => !held.IsWarning).Select(held => new HeldBackAnswer(Wire.Name(held.Rule), held.Count, RuleTexts.For(held.Rule, language)))],
        decision.IsDegraded,
        decision.Recognition is { } known ? new RecognitionAnswer(known.WelcomeBack, known.Tier, known.Text) : null,
        decision.FoldsReasons);

    private static ItemAnswer Answer(Recommendation item) =>
        new(item.Item.Value, Wire.Name(item.Tier), new ReasonAnswer(item.Reason.Text, Each(item.Reason.Evidence, Answer), item.Reason.Source, Wire.FirstName(item.Reason.Purpose)));

    private static EvidenceAnswer Answer(ReasonEvidence evidence) => new(evidence.Item?.Value, evidence.Title, Wire.Name(evidence.Kind), evidence.At);

    private static TAnswer[] Each<T, TAnswer>(IReadOnlyList<T> values, Func<T, TAnswer> answer)
    {
        if (values.Count == 0)
            return [];
        var answers = new TAnswer[values.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = answer(values[i]);
        return answers;
    }
}

/// <summary>What is asked.</summary>
/// <param name="Surface">home, product, cart, checkout, buyAgain, becauseViewed, upsell, crossSell, afterSale, search, searchEmpty, loyalty, mail, playlist or next.</param>
/// <param name="Customer">A customer of the shop; needs a secret key or that customer's token, which implies it.</param>
/// <param name="AnonymousId">A browser without a name; likewise.</param>
/// <param name="Exclude">Items that must not be in the answer.</param>
/// <param name="Count">1 to 100, by default 12.</param>
/// <param name="Language">en or de, for the reasons.</param>
/// <param name="Tenant">The shop, where no credential and no header Rapport-Tenant names it.</param>
/// <param name="Playlist">For the surface playlist.</param>
/// <param name="Filters">What every item of the answer must be, whatever brought it there.</param>
/// <param name="Channel">site, app, mail or push: by which way the answer reaches the person.</param>
/// <param name="Device">The anonymousId that this device's events carry beside the userId: what happened on another device speaks only with the permission devices.</param>
internal sealed record DecisionQuestion(
    string Surface,
    string? Customer = null,
    string? AnonymousId = null,
    ContextQuestion? Context = null,
    IReadOnlyList<string>? Exclude = null,
    int Count = 12,
    string? Language = null,
    string? Tenant = null,
    PlaylistQuestion? Playlist = null,
    FilterQuestion? Filters = null,
    string Channel = "site",
    string? Device = null);

/// <summary>What a playlist must keep to. All of it holds for every list; where the shop has too little, the list is shorter.</summary>
/// <param name="Minutes">The most it may play; then the count does not matter. 0 for a list of count tracks.</param>
/// <param name="DiscoveryShare">Least share of tracks the person never played or bought, 0 to 1.</param>
/// <param name="FreshShare">Least share of tracks published within freshDays, 0 to 1.</param>
/// <param name="RestDays">How many days a track rests after it was played or bought; 0 asks for no rest.</param>
/// <param name="MostPerCreator">Most tracks of one creator; never two in a row.</param>
/// <param name="Seed">The same seed on the same day gives the same list; another gives a fresh one.</param>
internal sealed record PlaylistQuestion(
    int Minutes = 0,
    double DiscoveryShare = 0.5,
    double FreshShare = 0,
    int FreshDays = 90,
    int RestDays = 1,
    int MostPerCreator = 3,
    string Seed = "");

/// <summary>What the page is about.</summary>
/// <param name="Item">The item of the page.</param>
/// <param name="Cart">Items in the cart.</param>
/// <param name="Category">A category path, parts separated by " > ".</param>
/// <param name="Visit">Items looked at in this visit, told by the page and never stored.</param>
/// <param name="Query">What was searched for; read for this answer and never stored.</param>
/// <param name="Results">What the page's own search found, best first, at most 200.</param>
internal sealed record ContextQuestion(
    string? Item = null, IReadOnlyList<string>? Cart = null, string? Category = null, IReadOnlyList<string>? Visit = null, string? Query = null, IReadOnlyList<string>? Results = null);

/// <summary>What every item of an answer must be, whatever brought it there, pins included.</summary>
/// <param name="Categories">Paths; an item lies in one of them or below.</param>
/// <param name="InStockOnly">Also for the page's own search results; everywhere else it holds anyway.</param>
/// <param name="PriceFrom">For example 10.00, inclusive.</param>
/// <param name="PriceTo">For example 49.99, inclusive.</param>
/// <param name="Gender">male or female, because the page or the customer says so: items the shop marks so, and unisex ones.</param>
/// <param name="AgeGroup">newborn, infant, toddler, kids or adult: items the shop marks so.</param>
internal sealed record FilterQuestion(IReadOnlyList<string>? Categories = null, bool InStockOnly = false, string? PriceFrom = null, string? PriceTo = null, string? Gender = null, string? AgeGroup = null);

/// <summary>What may be shown.</summary>
/// <param name="Tier">The best tier among the items: person, session, context or popular.</param>
/// <param name="Degraded">Plain content because keys, stores or the decision log were away.</param>
/// <param name="Recognition">On home: how the person may be greeted; null where nothing may be said.</param>
/// <param name="FoldsReasons">The page shows an item's reason when it is asked for, and not before: an experiment wants to know what the reason does.</param>
internal sealed record DecisionAnswer(string DecisionId, string Tier, IReadOnlyList<ItemAnswer> Items, IReadOnlyList<HeldBackAnswer> HeldBack, bool Degraded, RecognitionAnswer? Recognition, bool FoldsReasons);

/// <summary>How a person may be greeted: from orders here and from the loyalty programme, each with its own yes; nothing is inferred.</summary>
/// <param name="Tier">Of the loyalty programme; null without the purpose loyalty.</param>
internal sealed record RecognitionAnswer(bool WelcomeBack, string? Tier, string Text);

/// <summary>One item that may be shown, with its true reason.</summary>
internal sealed record ItemAnswer(string Id, string Tier, ReasonAnswer Reason);

/// <summary>Why an item is shown.</summary>
/// <param name="Source">stated, observed-here, page, visit, many or shop.</param>
/// <param name="Purpose">The purpose whose data it rests on; null where no personal data was used.</param>
internal sealed record ReasonAnswer(string Text, IReadOnlyList<EvidenceAnswer> Evidence, string Source, string? Purpose);

/// <summary>One piece of the customer's own history behind a reason.</summary>
/// <param name="Item">Null where it is no item: a tier of the loyalty programme.</param>
internal sealed record EvidenceAnswer(string? Item, string Title, string Kind, DateTimeOffset At);

/// <summary>How many candidates a rule of tact held back.</summary>
internal sealed record HeldBackAnswer(string Rule, int Count, string Text);
