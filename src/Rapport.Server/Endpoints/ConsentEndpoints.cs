using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Rapport.Core.Consent;
using Rapport.Core.Decisions;
using Rapport.Core.Rights;
using Rapport.Core.Rights.Requests;
using Rapport.Server.Authority;
using Rapport.Server.Consent;
using Rapport.Server.Hosting;
using Rapport.Server.Problems;
using Rapport.Server.Training;
using Rapport.Storage;
using Rapport.Storage.House;

namespace Rapport.Server.Endpoints;

/// <summary>What a customer chose, and choosing.</summary>
internal static class ConsentEndpoints
{
    private const int MostChoices = 32;
    private const int MostLetters = 200;

    public static void MapConsents(this RouteGroupBuilder v1)
    {
        var consents = v1.MapGroup("consents").WithTags("Consent").RequireAuthorization(Policies.Rights).Needs(Permissions.Customers).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);
        consents.MapGet("", Read).WithName("read-consents");
        consents.MapPut("", Choose).WithName("choose");
        consents.MapPost("cookieconsent", TakeCookieConsent).WithName("take-cookie-consent");
        v1.MapGet("customers/{id}/consents/records", Records).WithTags("Consent").WithName("consent-records").Produces<object>(200, "application/json").RequireAuthorization(Policies.Rights).Needs(Permissions.Customers | Permissions.Export).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);
        v1.MapPut("customers/{id}/child", TellChild).WithTags("Consent").WithName("tell-child").RequireAuthorization(Policies.Rights).Needs(Permissions.Customers).RequireCors(Cors.Shops).RequireRateLimiting(Limits.Caller);
    }

    /// <summary>What a customer chose: what holds now for each purpose and its parts, until when nobody may ask again, and every choice ever made.</summary>
    /// <param name="customer">With a secret key: the customer. With a token it is the token's.</param>
    /// <param name="anonymous">With a secret key: whether that is an anonymous id.</param>
    internal static async Task<Results<Ok<ConsentsAnswer>, ProblemHttpResult>> Read(HttpContext context, CustomerRights rights, TimeProvider clock, CancellationToken cancellation, string? customer = null, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, customer, anonymous, out var subject, out var problem))
            return problem;
        var ledger = (await rights.ReadAsync(subject.Tenant.Id, subject.Customer, cancellation)).Ledger;
        var now = clock.GetUtcNow();
        return TypedResults.Ok(new ConsentsAnswer(
            new KnownCustomer(!subject.Customer.IsAnonymous),
            ConsentAnswers.Purposes(ledger, now, subject.Tenant.RestMonths, RequestSignals.Of(context.Request)),
            ConsentAnswers.Entries(ledger),
            ConsentAnswers.Parts(ledger, now),
            ConsentAnswers.AppTracking(ledger),
            ledger.IsChild || subject.Tenant.Regime == ConsentRegime.Child));
    }

    /// <summary>Writes choices. They hold for every request that begins after this is answered. With the header Idempotency-Key, the same request writes once.</summary>
    internal static async Task<Results<Ok<ChoicesAnswer>, ProblemHttpResult>> Choose(ChoicesRequest request, HttpContext context, CustomerRights rights, IDecisionLog log, ShopChanges changes, TimeProvider clock, CancellationToken cancellation)
    {
        if (!Subject.TryFind(context, request.Customer, request.Anonymous, out var subject, out var problem))
            return problem;
        if (Mistake(request) is { } mistake)
            return mistake;
        if (!IdempotencyKey.TryRead(context.Request, out var key))
            return Problem.Of("invalid-value", "1 to 128 visible characters.", "Idempotency-Key");

        var entries = Entries(request, context, subject.Tenant, key, clock.GetUtcNow());
        if (subject.Tenant.Regime == ConsentRegime.Child && entries.Any(entry => entry.Choice == ConsentChoice.Granted))
            return Problem.Of("contextual-only");
        var change = await rights.ChooseAsync(subject.Tenant.Id, subject.Customer, entries, cancellation);
        if (change.Refused is not ConsentRefusal.None)
            return Problem.Of(change.Refused == ConsentRefusal.Child ? "contextual-only" : "other-request");
        await FollowAsync(subject, change.Ledger, log, changes, clock);
        return TypedResults.Ok(Answer(change, entries, subject.Tenant, context, clock.GetUtcNow()));
    }

    /// <summary>Takes the choice of a CookieConsent dialog (orestbida) whose categories bear our purposes' names; others are dropped and named in Rapport-Ignored.</summary>
    /// <remarks>Send it from onFirstConsent and onChange. What was sent last, sent again, changes nothing: not what the customer chose elsewhere since.</remarks>
    internal static async Task<Results<Ok<ChoicesAnswer>, ProblemHttpResult>> TakeCookieConsent(CookieConsentBody body, HttpContext context, CustomerRights rights, IDecisionLog log, ShopChanges changes, TimeProvider clock, CancellationToken cancellation, string? customer = null, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, customer, anonymous, out var subject, out var problem))
            return problem;
        if (body.Mistake() is { } mistake)
            return mistake;
        var ledger = (await rights.ReadAsync(subject.Tenant.Id, subject.Customer, cancellation)).Ledger;
        if (body.Ignored() is { Length: > 0 } ignored)
            context.Response.Headers["Rapport-Ignored"] = ignored;
        if (body.Choices(ledger) is not { Count: > 0 } choices)
            return TypedResults.Ok(Answer(new ConsentChange(ledger, []), [], subject.Tenant, context, clock.GetUtcNow()));
        var said = new ChoicesRequest(choices, Languages.Choose(context.Request, null), CookieConsentBody.Surface);
        var entries = Entries(said, context, subject.Tenant, body.RequestOf(ledger), clock.GetUtcNow());
        if (subject.Tenant.Regime == ConsentRegime.Child && entries.Any(entry => entry.Choice == ConsentChoice.Granted))
            return Problem.Of("contextual-only");
        var change = await rights.ChooseAsync(subject.Tenant.Id, subject.Customer, entries, cancellation);
        if (change.Refused is not ConsentRefusal.None)
            return Problem.Of(change.Refused == ConsentRefusal.Child ? "contextual-only" : "other-request");
        await FollowAsync(subject, change.Ledger, log, changes, clock);
        return TypedResults.Ok(Answer(change, entries, subject.Tenant, context, clock.GetUtcNow()));
    }

    /// <summary>Every choice as a signed consent record (ISO/IEC TS 27560 in terms of the Data Privacy Vocabulary); rapport verify checks the file without this server.</summary>
    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Records(string id, HttpContext context, CustomerRights rights, RapportStore store, TimeProvider clock, CancellationToken cancellation, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, id, anonymous, out var subject, out var problem))
            return problem;
        var ledger = (await rights.ReadAsync(subject.Tenant.Id, subject.Customer, cancellation)).Ledger;
        context.Response.Headers.ContentDisposition = "attachment; filename=\"consents.json\"";
        return TypedResults.Content(ConsentRecords.Export(subject.Tenant, subject.Customer, ledger, store, clock.GetUtcNow()).ToJsonString(), "application/json");
    }

    /// <summary>Tells that a customer is a child, or no longer one. A child is never asked and never recognised: every page speaks for itself.</summary>
    internal static async Task<Results<Ok<ChoicesAnswer>, ProblemHttpResult>> TellChild(string id, ChildRequest body, HttpContext context, CustomerRights rights, IDecisionLog log, ShopChanges changes, TimeProvider clock, CancellationToken cancellation, bool? anonymous = null)
    {
        if (!Subject.TryFind(context, id, anonymous, out var subject, out var problem))
            return problem;
        if (Caller.Of(context) is not Caller.Shop)
            return Problem.Of("secret-key-needed");
        var now = clock.GetUtcNow();
        var told = new ConsentEntry(Purposes.Recommendations, body.Child ? ConsentChoice.Granted : ConsentChoice.Refused, now, "told-by-shop", "und", "api", ConsentSource.Shop, ConsentScope.Child, ConsentRegime.Child);
        var change = await rights.ChooseAsync(subject.Tenant.Id, subject.Customer, [told], cancellation);
        await FollowAsync(subject, change.Ledger, log, changes, clock);
        return TypedResults.Ok(Answer(change, [], subject.Tenant, context, now));
    }

    /// <summary>What decisions noted of the data goes with the yes it rested on.</summary>
    private static async Task FollowAsync(Subject subject, ConsentLedger ledger, IDecisionLog log, ShopChanges changes, TimeProvider clock)
    {
        if (!ledger.Allows(Purposes.Recommendations, clock.GetUtcNow()))
            await log.EraseAsync(subject.Tenant.Id, subject.Customer, CancellationToken.None);
        changes.Note(subject.Tenant.Id);
    }

    private static ChoicesAnswer Answer(ConsentChange change, IReadOnlyList<ConsentEntry> entries, Tenant tenant, HttpContext context, DateTimeOffset now)
    {
        var isOptOut = entries.Any(entry => entry is { Regime: ConsentRegime.OptOut, Choice: not ConsentChoice.Granted });
        return new ChoicesAnswer(
            ConsentAnswers.Purposes(change.Ledger, now, tenant.RestMonths, RequestSignals.Of(context.Request)),
            [.. change.Receipts.Select(receipt => new ReceiptNote(receipt.Id, receipt.Kind, receipt.RequestedAt, receipt.IsFinal))],
            ConsentAnswers.Parts(change.Ledger, now),
            isOptOut ? new OptOutNote(now, RightsClock.DueAt(Right.OptOut, Core.Rights.Requests.Regime.Ccpa, now), now) : null);
    }

    private static ProblemHttpResult? Mistake(ChoicesRequest request)
    {
        if (request.Choices.Count > MostChoices || (request.Choices.Count == 0 && request.AppTracking is null))
            return Problem.Of("invalid-value", $"1 to {MostChoices} choices are taken.", "$.choices");
        if (request.Language.Length is 0 or > 16)
            return Problem.Of("invalid-value", member: "$.language");
        if (request.Surface.Length is 0 or > 64)
            return Problem.Of("invalid-value", member: "$.surface");
        if (request.Jurisdiction is { } place && !IsPlace(place))
            return Problem.Of("invalid-value", "ISO 3166, for example DE or US-CA.", "$.jurisdiction");
        if (request.AppTracking is not (null or "authorized" or "denied" or "restricted" or "notDetermined"))
            return Problem.Of("invalid-value", member: "$.appTracking");
        for (var i = 0; i < request.Choices.Count; i++)
        {
            if (request.Choices[i] is not { } choice)
                return Problem.Of("invalid-value", member: $"$.choices[{i}]");
            if (PurposeCatalogue.Find(choice.Purpose) is not { } purpose)
                return Problem.Of("unknown-purpose", member: $"$.choices[{i}].purpose");
            if (choice.Scope is { } scope && (scope.Length > MostLetters || !ConsentScope.IsKnown(scope)))
                return Problem.Of("unknown-scope", member: $"$.choices[{i}].scope");
            if (!PurposeCatalogue.Knows(purpose.Purpose, choice.TextVersion, choice.Scope))
                return Problem.Of("unknown-text-version", member: $"$.choices[{i}].textVersion");
        }

        return null;
    }

    private static bool IsPlace(string place) =>
        place.Length is >= 2 and <= 6 && char.IsAsciiLetterUpper(place[0]) && char.IsAsciiLetterUpper(place[1]) && (place.Length == 2 || (place.Length > 3 && place[2] == '-' && place[3..].All(char.IsAsciiLetterOrDigit)));

    private static List<ConsentEntry> Entries(ChoicesRequest request, HttpContext context, Tenant tenant, string? key, DateTimeOffset now)
    {
        var source = Caller.Of(context) is Caller.Shop ? ConsentSource.Shop : ConsentSource.Customer;
        var jurisdiction = request.Jurisdiction ?? tenant.Jurisdiction;
        var regime = tenant.Regime is ConsentRegime.None or ConsentRegime.OptIn ? ConsentRegimes.Of(jurisdiction) : tenant.Regime;
        ConsentEntry Entry(Purposes purpose, bool granted, string textVersion, string? scope) =>
            new(purpose, granted ? ConsentChoice.Granted : ConsentChoice.Refused, now, textVersion, request.Language, request.Surface, source, scope, regime, jurisdiction, RequestSignals.Of(context.Request), key);

        var entries = request.Choices.Select(choice => Entry(PurposeCatalogue.Find(choice.Purpose)!.Purpose, choice.Granted, choice.TextVersion, choice.Scope)).ToList();
        if (request.AppTracking is { } status)
            entries.Add(Entry(Purposes.Recommendations, status == "authorized", "apple-att", ConsentScope.AppTracking));
        return entries;
    }
}

/// <summary>Choices of one customer.</summary>
/// <param name="Language">The language the texts were shown in.</param>
/// <param name="Surface">Where it was asked, e.g. home.</param>
/// <param name="Customer">With a secret key only.</param>
/// <param name="Anonymous">With a secret key only: whether the customer is an anonymous id.</param>
/// <param name="Jurisdiction">ISO 3166, for example DE or US-CA; by default the shop's. US and its states are opt-out law.</param>
/// <param name="AppTracking">The status of the app's tracking question, as the device gave it: authorized, denied, restricted or notDetermined.</param>
internal sealed record ChoicesRequest(IReadOnlyList<ChoiceRequest> Choices, string Language, string Surface, string? Customer = null, bool? Anonymous = null, string? Jurisdiction = null, string? AppTracking = null);

/// <summary>One choice about one purpose.</summary>
/// <param name="TextVersion">The version of the text that was shown, as /v1/purposes gave it.</param>
/// <param name="Scope">A part of the purpose: a permission of /v1/purposes (devices, past, S1, ...), topic:Kitchen > Bowls, channel:app, data:views; null for the whole.</param>
internal sealed record ChoiceRequest(string Purpose, bool Granted, string TextVersion, string? Scope = null);

/// <summary>What a customer chose.</summary>
/// <param name="Parts">Topics, channels, kinds of data and permissions that were chosen about.</param>
/// <param name="AppTracking">authorized or denied; null where no app said.</param>
/// <param name="ContextualOnly">True for a child: nothing may be asked and nothing is personal.</param>
internal sealed record ConsentsAnswer(KnownCustomer Customer, IReadOnlyList<PurposeState> Purposes, IReadOnlyList<ConsentLine> Entries, IReadOnlyList<PartState> Parts, string? AppTracking, bool ContextualOnly);

/// <summary>Whether the customer is one the shop knows by name, or an anonymous browser.</summary>
internal sealed record KnownCustomer(bool Known);

/// <summary>What holds for one purpose now.</summary>
/// <param name="State">granted, refused, withdrawn, none or expired.</param>
/// <param name="AskAgainAt">Nobody may ask before; null where the question is open.</param>
/// <param name="Barred">gpc where the browser's signal bars it whatever was chosen before, child for a child; else null.</param>
internal sealed record PurposeState(string Id, string State, DateTimeOffset? Since, string? TextVersion, DateTimeOffset? ExpiresAt, DateTimeOffset? AskAgainAt, string? Barred);

/// <summary>What holds for a part of a purpose now.</summary>
/// <param name="State">granted, refused, withdrawn or expired.</param>
internal sealed record PartState(string Purpose, string Scope, string State, DateTimeOffset Since);

/// <summary>One choice of the ledger.</summary>
/// <param name="Choice">granted, refused or withdrawn.</param>
/// <param name="Source">customer, shop, event, import or sample.</param>
/// <param name="Scope">The part of the purpose it is about; null for the whole.</param>
/// <param name="Regime">optIn, optOut or child: the law it was made under.</param>
/// <param name="Signals">What the browser said by itself: gpc.</param>
internal sealed record ConsentLine(
    string Purpose, string Choice, DateTimeOffset At, string TextVersion, string Language, string Surface, string Source, string? Scope, string Regime, string? Jurisdiction, IReadOnlyList<string> Signals);

/// <summary>What holds after choices were written.</summary>
/// <param name="OptOut">For an opt-out under a law that sets a time for it.</param>
internal sealed record ChoicesAnswer(IReadOnlyList<PurposeState> Purposes, IReadOnlyList<ReceiptNote> Receipts, IReadOnlyList<PartState> Parts, OptOutNote? OptOut);

/// <summary>When an opt-out was asked for, is due (15 business days), and was obeyed: at once.</summary>
internal sealed record OptOutNote(DateTimeOffset RequestedAt, DateTimeOffset DueAt, DateTimeOffset DoneAt);

/// <summary>Whether the customer is a child.</summary>
internal sealed record ChildRequest(bool Child);

/// <summary>A receipt that was opened; read it at /v1/receipts/{id}.</summary>
internal sealed record ReceiptNote(string Id, string Kind, DateTimeOffset RequestedAt, bool Final);
