using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Consent;
using Rapport.Core.Rights.Requests;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Rights;
using Rapport.Server.Training;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>Requests by law, with their clocks: by the customer for herself, by the shop for anybody who wrote or called.</summary>
internal static class RequestEndpoints
{
    private const int LongestReason = 64;

    public static void MapRequests(this RouteGroupBuilder v1)
    {
        var requests = v1.MapGroup("requests").WithTags("Rights").RequireAuthorization(Policies.Rights).Needs(Permissions.Customers).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);
        requests.MapPost("", Open).WithName("open-request").Repeatable();
        requests.MapGet("", List).WithName("list-requests");
        requests.MapGet("{id}", Read).WithName("read-request");
        requests.MapGet("plan", Plan).WithName("plan-erasure");
        requests.MapPost("{id}/do", Do).WithName("do-request").RequireAuthorization(Policies.Shop);
        requests.MapPost("{id}/extend", Extend).WithName("extend-request").RequireAuthorization(Policies.Shop);
        requests.MapPost("{id}/refuse", Refuse).WithName("refuse-request").RequireAuthorization(Policies.Shop);
    }

    /// <summary>Opens a request and, unless only noted, does it at once. Reading answers with the data. With the header Idempotency-Key, a repeated request gets the first answer.</summary>
    internal static async Task<Results<Created<RequestAnswer>, ProblemHttpResult>> Open(RequestBody body, HttpContext context, RightsDesk desk, RequestAnswers answers, Access access, ShopChanges changes, CancellationToken cancellation)
    {
        if (!Subject.TryFindNamed(context, body.Customer, body.Anonymous, out var subject, out var problem))
            return problem;
        if (Wire.RightOf(body.Right) is not { } right || Wire.RegimeOf(body.Regime) is not { } regime)
            return Problem.Of("unknown-right", member: Wire.RightOf(body.Right) is null ? "$.right" : "$.regime");
        if (body.Mistake(right) is { } mistake)
            return mistake;
        if (right is Right.Export && Caller.Of(context) is Caller.Shop shop && !shop.May.HasFlag(Permissions.Export))
            return Problem.Of("key-out-of-scope");
        var isShop = Caller.Of(context) is Caller.Shop;
        var request = await desk.OpenAsync(subject.Tenant.Id, subject.Customer, right, regime, isShop ? "operator" : "customer", isShop ? body.ReceivedAt : null, cancellation);
        if (body.OnlyNote && isShop)
            return TypedResults.Created($"/v1/requests/{request.Id}", answers.Answer(request));
        // The data as they stand before the request changes anything.
        var data = right is Right.Access or Right.Export ? await access.ReadAsync(subject, cancellation) : null;
        if (data is not null)
            context.Features.Set(new Repeats.NotKept());
        var done = await desk.DoAsync(subject.Tenant.Id, request, subject.Customer, body.Wish(), cancellation) ?? request;
        changes.Note(subject.Tenant.Id);
        return TypedResults.Created($"/v1/requests/{request.Id}", answers.Answer(done, data));
    }

    /// <summary>Requests, open ones first, those due soonest first. With a secret key and no customer: of everybody.</summary>
    internal static async Task<Results<Ok<RequestList>, ProblemHttpResult>> List(HttpContext context, RightsDesk desk, RequestAnswers answers, TimeProvider clock, CancellationToken cancellation, string? customer = null, bool? anonymous = null)
    {
        if (Caller.Of(context) is Caller.Shop shop && customer is null)
            return TypedResults.Ok(ListOf(await desk.ListAsync(shop.Tenant.Id, null, cancellation), answers, clock));
        if (!Subject.TryFindNamed(context, customer, anonymous, out var subject, out var problem))
            return problem;
        return TypedResults.Ok(ListOf(await desk.ListAsync(subject.Tenant.Id, subject.Customer, cancellation), answers, clock));
    }

    /// <summary>One request with its clock and evidence.</summary>
    internal static async Task<Results<Ok<RequestAnswer>, ProblemHttpResult>> Read(string id, HttpContext context, RightsDesk desk, RequestAnswers answers, CancellationToken cancellation)
    {
        var caller = Caller.Of(context)!;
        var request = await desk.FindAsync(caller.Tenant.Id, id, cancellation);
        if (request is null || (caller is Caller.Person person && !desk.IsOf(caller.Tenant.Id, request, person.Customer)))
            return Problem.Of("unknown-request");
        return TypedResults.Ok(answers.Answer(request));
    }

    /// <summary>What an erasure would take, and what it cannot.</summary>
    internal static async Task<Results<Ok<ErasurePlan>, ProblemHttpResult>> Plan(HttpContext context, RightsWork work, CancellationToken cancellation, string? customer = null, bool? anonymous = null)
    {
        if (!Subject.TryFindNamed(context, customer, anonymous, out var subject, out var problem))
            return problem;
        return TypedResults.Ok(new ErasurePlan(await work.PlanAsync(subject.Tenant.Id, subject.Customer, cancellation), ["store", "keys", "decisionLog", "caches", "models"], ["choices-without-identity", "keyed-hash", "sent-cannot-be-recalled", "backups-without-key"]));
    }

    /// <summary>Does a request that was only noted. The customer is named again: the request does not know whose it is.</summary>
    internal static async Task<Results<Ok<RequestAnswer>, ProblemHttpResult>> Do(string id, RequestBody body, HttpContext context, RightsDesk desk, RequestAnswers answers, Access access, ShopChanges changes, CancellationToken cancellation)
    {
        if (!Subject.TryFindNamed(context, body.Customer, body.Anonymous, out var subject, out var problem))
            return problem;
        if (await desk.FindAsync(subject.Tenant.Id, id, cancellation) is not { } request || !desk.IsOf(subject.Tenant.Id, request, subject.Customer))
            return Problem.Of("unknown-request");
        if (body.Mistake(request.Right) is { } mistake)
            return mistake;
        var data = request.Right is Right.Access or Right.Export ? await access.ReadAsync(subject, cancellation) : null;
        if (await desk.DoAsync(subject.Tenant.Id, request, subject.Customer, body.Wish(), cancellation) is not { } done)
            return Problem.Of("request-closed");
        changes.Note(subject.Tenant.Id);
        return TypedResults.Ok(answers.Answer(done, data));
    }

    /// <summary>Puts the due time off as far as the law lets. Tell the customer now, with the reason.</summary>
    internal static Task<Results<Ok<RequestAnswer>, ProblemHttpResult>> Extend(string id, ReasonBody body, HttpContext context, RightsDesk desk, RequestAnswers answers, CancellationToken cancellation) =>
        DecideAsync(id, body, context, desk, answers, desk.ExtendAsync, cancellation);

    /// <summary>Refuses an open request, with the reason the customer is told.</summary>
    internal static Task<Results<Ok<RequestAnswer>, ProblemHttpResult>> Refuse(string id, ReasonBody body, HttpContext context, RightsDesk desk, RequestAnswers answers, CancellationToken cancellation) =>
        DecideAsync(id, body, context, desk, answers, desk.RefuseAsync, cancellation);

    private static async Task<Results<Ok<RequestAnswer>, ProblemHttpResult>> DecideAsync(string id, ReasonBody body, HttpContext context, RightsDesk desk, RequestAnswers answers, Func<Rapport.Core.Events.TenantId, string, string, CancellationToken, Task<RightsRequest?>> decide, CancellationToken cancellation)
    {
        var tenant = Caller.Of(context)!.Tenant.Id;
        // A code, not a text: what is written about a person here would stay when the person goes.
        if (body.Reason.Length is 0 or > LongestReason || !body.Reason.All(c => char.IsAsciiLetterLower(c) || c == '-'))
            return Problem.Of("invalid-value", "A reason is a code of small letters and hyphens.", "$.reason");
        if (await desk.FindAsync(tenant, id, cancellation) is null)
            return Problem.Of("unknown-request");
        return await decide(tenant, id, body.Reason, cancellation) is { } request ? TypedResults.Ok(answers.Answer(request)) : Problem.Of("request-closed");
    }

    private static RequestList ListOf(IReadOnlyList<RightsRequest> requests, RequestAnswers answers, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new RequestList(requests.Count(request => request.IsOpen), requests.Count(request => request.IsOpen && request.IsOverdue(now)), [.. requests.Select(request => answers.Answer(request))]);
    }
}

/// <summary>A request by law.</summary>
/// <param name="Right">access, export, correct, erase, anonymise, restrict, unrestrict, objection, optOut or deleteInference.</param>
/// <param name="Regime">gdpr or ccpa: whose clock runs.</param>
/// <param name="Customer">With a secret key only: whose request it is, whatever the name looks like.</param>
/// <param name="ReceivedAt">With a secret key only: when it truly arrived.</param>
/// <param name="OnlyNote">With a secret key only: note it and let the clock run; it is done later.</param>
/// <param name="Purposes">For objection: what is to stop; none is all of them.</param>
/// <param name="Item">For correct: the item whose lines are wrong.</param>
/// <param name="OrderId">For correct: only in this order.</param>
/// <param name="Quantity">For correct: how many they truly were; 0 takes the lines away.</param>
/// <param name="Gift">For correct: whether it was a gift.</param>
/// <param name="Topic">For deleteInference: the topic.</param>
/// <param name="Language">The language the customer is spoken to in.</param>
internal sealed record RequestBody(
    string Right = "",
    string Regime = "gdpr",
    string? Customer = null,
    bool? Anonymous = null,
    DateTimeOffset? ReceivedAt = null,
    bool OnlyNote = false,
    IReadOnlyList<string>? Purposes = null,
    string? Item = null,
    string? OrderId = null,
    int? Quantity = null,
    bool? Gift = null,
    string? Topic = null,
    string Language = "en")
{
    /// <summary>What is wrong with it for a right; null for nothing.</summary>
    public ProblemHttpResult? Mistake(Right right)
    {
        if (Purposes?.Any(name => PurposeCatalogue.Find(name) is null) == true)
            return Problem.Of("unknown-purpose", member: "$.purposes");
        if (Language.Length is 0 or > 16)
            return Problem.Of("invalid-value", member: "$.language");
        if (OnlyNote)
            return null;
        if (right == Core.Rights.Requests.Right.Correct && (string.IsNullOrWhiteSpace(Item) || Item.Length > Core.Events.ItemId.MaxLength))
            return Problem.Of("invalid-value", member: "$.item");
        if (Quantity is < 0 or > 100_000)
            return Problem.Of("invalid-value", member: "$.quantity");
        return right == Core.Rights.Requests.Right.DeleteInference && string.IsNullOrWhiteSpace(Topic) ? Problem.Of("invalid-value", member: "$.topic") : null;
    }

    public RightsWish Wish() => new(
        Purposes is { Count: > 0 } named ? named.Aggregate(Core.Consent.Purposes.None, (all, name) => all | PurposeCatalogue.Find(name)!.Purpose) : Core.Consent.Purposes.All,
        Item is null ? null : new Core.Events.ItemId(Item),
        OrderId,
        Quantity,
        Gift,
        Topic,
        Language);
}

/// <summary>Why, as a code of small letters and hyphens, such as many-requests.</summary>
internal sealed record ReasonBody(string Reason);

/// <summary>A request with its clock and its evidence. It names nobody.</summary>
/// <param name="ConfirmBy">By when its arrival must be confirmed; null where the law does not say.</param>
/// <param name="ExtendableTo">How far the law lets the due time be put off; null for not.</param>
/// <param name="Status">open, finishing, fulfilled or refused.</param>
/// <param name="Signature">Over the canonical JSON without this member and without data, as of receipts.</param>
/// <param name="Data">Everything held, for access and export, once.</param>
internal sealed record RequestAnswer(
    string Id,
    string Tenant,
    string Right,
    string Regime,
    string Channel,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? ConfirmBy,
    DateTimeOffset DueAt,
    DateTimeOffset? ExtendableTo,
    string Status,
    bool Overdue,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<RequestStep> Steps,
    string Signature,
    EverythingHeld? Data);

/// <summary>One thing that happened to a request.</summary>
internal sealed record RequestStep(string Code, DateTimeOffset At, IReadOnlyDictionary<string, long> Counts, string? Reference);

/// <summary>Requests, and how many of them wait.</summary>
internal sealed record RequestList(int Open, int Overdue, IReadOnlyList<RequestAnswer> Requests);

/// <summary>What an erasure takes.</summary>
/// <param name="Removes">Lines and choices by kind.</param>
/// <param name="Searched">Where nothing may be left afterwards.</param>
/// <param name="Stays">Codes of what stays, and why it names nobody or cannot be recalled.</param>
internal sealed record ErasurePlan(IReadOnlyDictionary<string, long> Removes, IReadOnlyList<string> Searched, IReadOnlyList<string> Stays);
