using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core;
using Rapport.Core.Decisions;
using Rapport.Core.Events;
using Rapport.Core.Experiments;
using Rapport.Core.History;
using Rapport.Core.Rights;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Rights;
using Rapport.Server.Training;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What a customer may do with what is held: read it, take it along, correct it, take it back, be forgotten. <c>me</c> is the customer of the token.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this RouteGroupBuilder v1)
    {
        var customer = v1.MapGroup("customers/{id}").WithTags("Rights").RequireAuthorization(Policies.Rights).Needs(Permissions.Customers).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);
        customer.MapGet("", Read).WithName("access");
        customer.MapGet("export", Export).WithName("export").Needs(Permissions.Customers | Permissions.Export);
        customer.MapDelete("", Forget).WithName("forget");
        customer.MapDelete("items/{item}", DeleteItem).WithName("delete-item");
        customer.MapPost("hides", Hide).WithName("hide");
        customer.MapDelete("hides/{item}", Unhide).WithName("unhide");
        customer.MapPost("exclusions", Exclude).WithName("exclude-from-taste");
        customer.MapDelete("exclusions/{item}", Include).WithName("include-in-taste");
        customer.MapPost("gifts", MarkGift).WithName("mark-gift");
        customer.MapDelete("gifts/{item}", UnmarkGift).WithName("unmark-gift");
        customer.MapPut("strength", ChooseStrength).WithName("choose-strength");
        customer.MapPost("past", TakeAlong).WithName("take-past-along");
    }

    /// <summary>Everything held about a customer: the total equals the rows in storage, item for item.</summary>
    internal static async Task<Results<Ok<EverythingHeld>, ProblemHttpResult>> Read(string id, HttpContext context, Access access, CancellationToken cancellation, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, id, anonymous, out var subject, out var problem))
            return problem;
        return TypedResults.Ok(await access.ReadAsync(subject, cancellation));
    }

    /// <summary>The same as a file.</summary>
    internal static async Task<Results<Ok<EverythingHeld>, ProblemHttpResult>> Export(string id, HttpContext context, Access access, CancellationToken cancellation, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, id, anonymous, out var subject, out var problem))
            return problem;
        context.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        return TypedResults.Ok(await access.ReadAsync(subject, cancellation));
    }

    /// <summary>Forgets a customer for good. The receipt is final once what others see was rebuilt without it.</summary>
    internal static async Task<Results<Accepted<ReceiptAnswer>, ProblemHttpResult>> Forget(string id, HttpContext context, Personalizer personalizer, ReceiptDesk receipts, ShopChanges changes, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, id, anonymous, out var subject, out var problem))
            return problem;
        var receipt = await personalizer.ForgetAsync(subject.Tenant.Id, subject.Customer);
        changes.Note(subject.Tenant.Id);
        return TypedResults.Accepted($"/v1/receipts/{receipt.Id}", receipts.Answer(receipt));
    }

    /// <summary>Deletes all evidence on an item.</summary>
    internal static Task<Results<Ok<RemovedLines>, ProblemHttpResult>> DeleteItem(string id, string item, HttpContext context, CustomerRights rights, IDecisionLog log, ShopChanges changes, CancellationToken cancellation, bool? anonymous = null) =>
        ChangeAsync(id, anonymous, item, context, changes, async (subject, itemId) =>
        {
            var removed = await rights.DeleteItemAsync(subject.Tenant.Id, subject.Customer, itemId, cancellation);
            // Past decisions may name it as evidence.
            if (removed > 0)
                await log.EraseAsync(subject.Tenant.Id, subject.Customer, CancellationToken.None);
            return new RemovedLines(removed);
        });

    /// <summary>"Not for me": the item goes from every row and its topic rests.</summary>
    internal static Task<Results<Ok<HiddenItem>, ProblemHttpResult>> Hide(string id, HideRequest body, HttpContext context, CustomerRights rights, ShopChanges changes, Shops shops, CancellationToken cancellation, bool? anonymous = null) =>
        ChangeAsync(id, anonymous, body.Item, context, changes, async (subject, itemId) => new HiddenItem(await rights.HideAsync(subject.Tenant.Id, subject.Customer, itemId, body.AskedHow ? Welcome.AskedText : null, cancellation)));

    /// <summary>Takes "not for me" back.</summary>
    internal static Task<Results<Ok<RemovedLines>, ProblemHttpResult>> Unhide(string id, string item, HttpContext context, CustomerRights rights, ShopChanges changes, CancellationToken cancellation, bool? anonymous = null) =>
        ChangeAsync(id, anonymous, item, context, changes, async (subject, itemId) => new RemovedLines(await rights.UnhideAsync(subject.Tenant.Id, subject.Customer, itemId, cancellation)));

    /// <summary>"Not my taste": kept in history, and speaks for nothing.</summary>
    internal static Task<Results<Ok<ExcludedItem>, ProblemHttpResult>> Exclude(string id, ItemRequest body, HttpContext context, CustomerRights rights, ShopChanges changes, CancellationToken cancellation, bool? anonymous = null) =>
        ChangeAsync(id, anonymous, body.Item, context, changes, async (subject, itemId) => new ExcludedItem(await rights.ExcludeAsync(subject.Tenant.Id, subject.Customer, itemId, cancellation)));

    /// <summary>Takes "not my taste" back.</summary>
    internal static Task<Results<Ok<RemovedLines>, ProblemHttpResult>> Include(string id, string item, HttpContext context, CustomerRights rights, ShopChanges changes, CancellationToken cancellation, bool? anonymous = null) =>
        ChangeAsync(id, anonymous, item, context, changes, async (subject, itemId) => new RemovedLines(await rights.IncludeAsync(subject.Tenant.Id, subject.Customer, itemId, cancellation)));

    /// <summary>"It was a gift": kept for the order, left out of taste.</summary>
    internal static Task<Results<Ok<ChangedLines>, ProblemHttpResult>> MarkGift(string id, ItemRequest body, HttpContext context, CustomerRights rights, ShopChanges changes, CancellationToken cancellation, bool? anonymous = null) =>
        ChangeAsync(id, anonymous, body.Item, context, changes, async (subject, itemId) => new ChangedLines(await rights.MarkGiftAsync(subject.Tenant.Id, subject.Customer, itemId, isGift: true, cancellation)));

    /// <summary>Takes "it was a gift" back.</summary>
    internal static Task<Results<Ok<ChangedLines>, ProblemHttpResult>> UnmarkGift(string id, string item, HttpContext context, CustomerRights rights, ShopChanges changes, CancellationToken cancellation, bool? anonymous = null) =>
        ChangeAsync(id, anonymous, item, context, changes, async (subject, itemId) => new ChangedLines(await rights.MarkGiftAsync(subject.Tenant.Id, subject.Customer, itemId, isGift: false, cancellation)));

    /// <summary>How strongly rows may be personal. It is a wish of the customer's, kept as one line for suggestions and nothing else.</summary>
    internal static async Task<Results<Ok<StrengthAnswer>, ProblemHttpResult>> ChooseStrength(string id, StrengthRequest body, HttpContext context, CustomerRights rights, CancellationToken cancellation, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, id, anonymous, out var subject, out var problem))
            return problem;
        if (Strength.Find(body.Strength) is not { } strength)
            return Problem.Of("invalid-value", "little, half or full.", "$.strength");
        return TypedResults.Ok(new StrengthAnswer((await rights.ChooseStrengthAsync(subject.Tenant.Id, subject.Customer, strength, cancellation)).Name));
    }

    /// <summary>Takes what this browser did before signing in into the account, after a yes to the permission past; the browser's number is forgotten.</summary>
    /// <remarks>A customer proves that the number is hers by the token that was made out for it.</remarks>
    internal static async Task<Results<Ok<TakenAnswer>, ProblemHttpResult>> TakeAlong(string id, PastRequest body, HttpContext context, PastWork work, CustomerTokens tokens, ReceiptDesk receipts, ShopChanges changes, CancellationToken cancellation)
    {
        if (!Subject.TryFind(context, id, isAnonymous: null, out var subject, out var problem))
            return problem;
        if (subject.Customer.IsAnonymous)
            return Problem.Of("invalid-value", "Only a customer with a name takes a past along.");
        var past = Caller.Of(context) is Caller.Shop
            ? body is { Token: null, AnonymousId: { Length: > 0 and <= CustomerId.MaxLength } number } ? CustomerId.Anonymous(number) : default(CustomerId?)
            : body is { Token: { } token, AnonymousId: null } && (await tokens.CheckAsync(token)).Caller is { Customer.IsAnonymous: true } proven && proven.Tenant.Id == subject.Tenant.Id ? proven.Customer : null;
        if (past is not { } anonymous)
            return Problem.Of("invalid-value", "The token made out for the number, or with a secret key the anonymousId.", "$.token");
        if (await work.TakeAlongAsync(subject.Tenant.Id, subject.Customer, anonymous, cancellation) is not { } taken)
            return Problem.Of("past-needs-yes");
        changes.Note(subject.Tenant.Id);
        return TypedResults.Ok(new TakenAnswer(taken.Taken, taken.Left, taken.Receipt is { } receipt ? receipts.Answer(receipt) : null));
    }

    private static async Task<Results<Ok<TAnswer>, ProblemHttpResult>> ChangeAsync<TAnswer>(string id, bool? anonymous, string item, HttpContext context, ShopChanges changes, Func<Subject, ItemId, Task<TAnswer>> change)
    {
        if (!Subject.TryFind(context, id, anonymous, out var subject, out var problem))
            return problem;
        if (string.IsNullOrWhiteSpace(item) || item.Length > ItemId.MaxLength)
            return Problem.Of("invalid-value", member: "$.item");
        var answer = await change(subject, new ItemId(item));
        changes.Note(subject.Tenant.Id);
        return TypedResults.Ok(answer);
    }
}

/// <summary>One item of the shop.</summary>
internal sealed record ItemRequest(string Item);

/// <summary>One item of the shop that the customer does not want to see.</summary>
/// <param name="AskedHow">It was said as "how do you know this?": counted as that, and its topic rests all the same.</param>
internal sealed record HideRequest(string Item, bool AskedHow = false);

/// <summary>How many lines went.</summary>
internal sealed record RemovedLines(int Removed);

/// <summary>How many lines changed.</summary>
internal sealed record ChangedLines(int Changed);

/// <summary>Whether the no was kept; without a yes to suggestions there is nothing to hide from, and nothing is kept.</summary>
internal sealed record HiddenItem(bool Hidden);

/// <summary>Whether it was taken out of taste; without a yes to suggestions there is no taste, and nothing is kept.</summary>
internal sealed record ExcludedItem(bool Excluded);

/// <summary>How strongly rows may be personal: little, half or full.</summary>
internal sealed record StrengthRequest(string Strength);

/// <summary>What holds now; without a yes to suggestions nothing is kept, and it is full.</summary>
internal sealed record StrengthAnswer(string Strength);

/// <summary>Whose past it is.</summary>
/// <param name="Token">Of a customer: the token made out for the number.</param>
/// <param name="AnonymousId">With a secret key only: the number.</param>
internal sealed record PastRequest(string? Token = null, string? AnonymousId = null);

/// <summary>What became of it.</summary>
/// <param name="Left">Lines that the customer's own choices do not let in; they went with the number.</param>
/// <param name="Receipt">Of forgetting the number; null where nothing was kept under it.</param>
internal sealed record TakenAnswer(int Taken, int Left, ReceiptAnswer? Receipt);
