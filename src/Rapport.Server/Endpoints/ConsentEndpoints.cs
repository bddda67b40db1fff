using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Rights;
using Rapport.Server.Authority;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Training;

namespace Rapport.Server.Endpoints;

/// <summary>What a customer chose, and choosing.</summary>
internal static class ConsentEndpoints
{
    private const int MostChoices = 32;

    public static void MapConsents(this RouteGroupBuilder v1)
    {
        var consents = v1.MapGroup("consents").WithTags("Consent").RequireAuthorization(Policies.Rights).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);
        consents.MapGet("", Read).WithName("read-consents");
        consents.MapPut("", Choose).WithName("choose");
    }

    /// <summary>What a customer chose: what holds now for each purpose, and every choice ever made.</summary>
    /// <param name="customer">With a secret key: the customer. With a token it is the token's.</param>
    /// <param name="anonymous">With a secret key: whether that is an anonymous id.</param>
    internal static async Task<Results<Ok<ConsentsAnswer>, ProblemHttpResult>> Read(HttpContext context, CustomerRights rights, TimeProvider clock, CancellationToken cancellation, string? customer = null, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, customer, anonymous, out var subject, out var problem))
            return problem;
        var ledger = (await rights.ReadAsync(subject.Tenant.Id, subject.Customer, cancellation)).Ledger;
        return TypedResults.Ok(new ConsentsAnswer(new KnownCustomer(!subject.Customer.IsAnonymous), States(ledger, clock.GetUtcNow()), Entries(ledger)));
    }

    /// <summary>Writes choices. They hold for every request that begins after this is answered.</summary>
    internal static async Task<Results<Ok<ChoicesAnswer>, ProblemHttpResult>> Choose(ChoicesRequest request, HttpContext context, CustomerRights rights, IDecisionLog log, ShopChanges changes, TimeProvider clock, CancellationToken cancellation)
    {
        if (!Subject.TryFind(context, request.Customer, request.Anonymous, out var subject, out var problem))
            return problem;
        var source = Caller.Of(context) is Caller.Shop ? ConsentSource.Shop : ConsentSource.Customer;
        if (Mistake(request) is { } mistake)
            return mistake;

        var change = await rights.ChooseAsync(subject.Tenant.Id, subject.Customer, [.. request.Choices.Select(choice => Entry(choice, request, source, clock.GetUtcNow()))], cancellation);
        // What decisions noted of the data goes with the yes it rested on.
        if (!change.Ledger.Allows(Purposes.Recommendations, clock.GetUtcNow()))
            await log.EraseAsync(subject.Tenant.Id, subject.Customer, CancellationToken.None);
        changes.Note(subject.Tenant.Id);
        return TypedResults.Ok(new ChoicesAnswer(States(change.Ledger, clock.GetUtcNow()), [.. change.Receipts.Select(receipt => new ReceiptNote(receipt.Id, receipt.Kind, receipt.RequestedAt, receipt.IsFinal))]));
    }

    private static ProblemHttpResult? Mistake(ChoicesRequest request)
    {
        if (request.Choices.Count is 0 or > MostChoices)
            return Problem.Of("invalid-value", $"1 to {MostChoices} choices are taken.", "$.choices");
        if (request.Language.Length is 0 or > 16)
            return Problem.Of("invalid-value", member: "$.language");
        if (request.Surface.Length is 0 or > 64)
            return Problem.Of("invalid-value", member: "$.surface");
        for (var i = 0; i < request.Choices.Count; i++)
        {
            if (request.Choices[i] is not { } choice)
                return Problem.Of("invalid-value", member: $"$.choices[{i}]");
            if (PurposeCatalogue.Find(choice.Purpose) is not { } purpose)
                return Problem.Of("unknown-purpose", member: $"$.choices[{i}].purpose");
            if (!PurposeCatalogue.Knows(purpose.Purpose, choice.TextVersion))
                return Problem.Of("unknown-text-version", member: $"$.choices[{i}].textVersion");
        }

        return null;
    }

    private static ConsentEntry Entry(ChoiceRequest choice, ChoicesRequest request, ConsentSource source, DateTimeOffset now) =>
        new(PurposeCatalogue.Find(choice.Purpose)!.Purpose, choice.Granted ? ConsentChoice.Granted : ConsentChoice.Refused, now, choice.TextVersion, request.Language, request.Surface, source);

    private static IReadOnlyList<PurposeState> States(ConsentLedger ledger, DateTimeOffset now) => [.. PurposeCatalogue.All.Select(purpose => State(purpose, ledger, now))];

    private static PurposeState State(PurposeDefinition purpose, ConsentLedger ledger, DateTimeOffset now)
    {
        if (ledger.LastChoice(purpose.Purpose, now) is not { } last)
            return new PurposeState(purpose.Id, "none", null, null, null);
        var isGranted = last.Choice == ConsentChoice.Granted;
        var state = isGranted && !ledger.Allows(purpose.Purpose, now) ? "expired" : Wire.Name(last.Choice);
        return new PurposeState(purpose.Id, state, last.At, last.TextVersion, isGranted ? last.At.AddDays(purpose.ExpiresAfterDays) : null);
    }

    /// <summary>Every choice, oldest first.</summary>
    internal static IReadOnlyList<ConsentLine> Entries(ConsentLedger ledger) =>
        [.. ledger.Entries.Select(entry => new ConsentLine(PurposeCatalogue.Find(entry.Purpose).Id, Wire.Name(entry.Choice), entry.At, entry.TextVersion, entry.Language, entry.Surface, Wire.Name(entry.Source), entry.Topic))];
}

/// <summary>Choices of one customer.</summary>
/// <param name="Language">The language the texts were shown in.</param>
/// <param name="Surface">Where it was asked, e.g. home.</param>
/// <param name="Customer">With a secret key only.</param>
/// <param name="Anonymous">With a secret key only: whether the customer is an anonymous id.</param>
internal sealed record ChoicesRequest(IReadOnlyList<ChoiceRequest> Choices, string Language, string Surface, string? Customer = null, bool? Anonymous = null);

/// <summary>One choice about one purpose.</summary>
/// <param name="TextVersion">The version of the text that was shown, as /v1/purposes gave it.</param>
internal sealed record ChoiceRequest(string Purpose, bool Granted, string TextVersion);

/// <summary>What a customer chose.</summary>
internal sealed record ConsentsAnswer(KnownCustomer Customer, IReadOnlyList<PurposeState> Purposes, IReadOnlyList<ConsentLine> Entries);

/// <summary>Whether the customer is one the shop knows by name, or an anonymous browser.</summary>
internal sealed record KnownCustomer(bool Known);

/// <summary>What holds for one purpose now.</summary>
/// <param name="State">granted, refused, withdrawn, none or expired.</param>
internal sealed record PurposeState(string Id, string State, DateTimeOffset? Since, string? TextVersion, DateTimeOffset? ExpiresAt);

/// <summary>One choice of the ledger.</summary>
/// <param name="Choice">granted, refused or withdrawn.</param>
/// <param name="Source">customer, shop, event, import or sample.</param>
/// <param name="Topic">A sensitive class such as S1; null for ordinary data.</param>
internal sealed record ConsentLine(string Purpose, string Choice, DateTimeOffset At, string TextVersion, string Language, string Surface, string Source, string? Topic);

/// <summary>What holds after choices were written.</summary>
internal sealed record ChoicesAnswer(IReadOnlyList<PurposeState> Purposes, IReadOnlyList<ReceiptNote> Receipts);

/// <summary>A receipt that was opened; read it at /v1/receipts/{id}.</summary>
internal sealed record ReceiptNote(string Id, string Kind, DateTimeOffset RequestedAt, bool Final);
