using System.Collections.Frozen;

namespace Rapport.Server.Problems;

/// <summary>Every problem the API can answer with: its stable code, its status and its words. No problem holds personal data or the text of an exception.</summary>
internal static class ProblemCatalog
{
    public const string TypeBase = "https://rapport.dev/problems/";

    private static readonly FrozenDictionary<string, ProblemEntry> Entries = new ProblemEntry[]
    {
        new("malformed-json", 400, "The body is not the JSON this address takes."),
        new("invalid-value", 400, "A value is outside of what this address takes."),
        new("malformed-batch", 400, "A batch is an object with an array named batch."),
        new("event-too-large", 400, "An event is larger than 32 KB."),
        new("batch-too-large", 400, "The body is larger than 500 KB."),
        new("bad-encoding", 400, "The body is not what its Content-Encoding says; gzip or none is taken."),
        new("unknown-surface", 400, "There is no surface of this name."),
        new("tenant-missing", 400, "Name the shop: a key, a token, the header Rapport-Tenant or the member tenant."),
        new("me-needs-token", 400, "'me' is the customer of a customer token; with a secret key name the customer."),
        new("customer-missing", 400, "Name the customer."),
        new("no-credentials", 401, "This address needs a secret key or a customer token."),
        new("wrong-key", 401, "The key is not known."),
        new("wrong-token", 401, "The customer token does not hold."),
        new("wrong-link", 401, "The link does not hold, any more or at all; ask for another."),
        new("expired-token", 401, "The customer token has expired."),
        new("metrics-key-needed", 401, "This address needs a metrics key of the house."),
        new("write-key-cannot-read", 403, "A write key writes events and nothing else."),
        new("secret-key-needed", 403, "This address needs a secret key."),
        new("key-out-of-scope", 403, "The secret key's scope does not cover this address."),
        new("other-origin", 403, "The page belongs to another shop."),
        new("customer-needs-token", 403, "A decision about a named customer needs that customer's token or a secret key."),
        new("other-customer", 403, "The token speaks for another customer."),
        new("other-tenant", 403, "The credential belongs to another shop."),
        new("sample-tenant", 403, "This shop holds sample data and takes no real events."),
        new("review-needed", 403, "This shop has its policy reviewed: propose the change, and another approves it."),
        new("own-proposal", 403, "This shop has its policy reviewed: another than who proposed it approves it."),
        new("not-found", 404, "There is nothing at this address."),
        new("unknown-tenant", 404, "No such shop is served here."),
        new("unknown-write-key", 404, "The write key is not known."),
        new("unknown-item", 404, "The catalogue does not know the item."),
        new("unknown-breach", 404, "The register has no such breach."),
        new("unknown-experiment", 404, "The shop has no experiment of this id."),
        new("experiment-began", 409, "What began can be ended and not be changed; make another of a new id."),
        new("pulse-over", 409, "The question is not open: it was answered, or its hour is over."),
        new("unknown-version", 404, "Nothing of this version was ever in force."),
        new("unknown-proposal", 404, "Nothing was proposed under this id."),
        new("unknown-receipt", 404, "No receipt has this id."),
        new("unknown-request", 404, "No request of this customer has this id."),
        new("unknown-campaign", 404, "There is no campaign of this name."),
        new("preview-needed", 409, "Nobody looked at what this version of the campaign would do."),
        new("audience-too-small", 409, "The campaign is for fewer people than may be written to."),
        new("blast-needs-reason", 409, "Most messages carry the same offer, and no reason is written down."),
        new("quiet-hours", 409, "In its quiet hours a campaign is not handed over."),
        new("mail-not-set-up", 409, "This shop cannot send campaigns yet."),
        new("campaign-mistakes", 422, "The campaign says what no mail may say, or does not hold."),
        new("request-closed", 409, "The request is not open, or the law gives no more time for it."),
        new("proposal-closed", 409, "The proposal was decided already."),
        new("still-running", 409, "The first request under this idempotency key is not answered yet; ask again."),
        new("model-refused", 409, "The model failed a safeguard and was not published; the one before it goes on answering."),
        new("unknown-right", 422, "There is no right, or no regime, of this name."),
        new("method-not-allowed", 405, "This address does not take this method."),
        new("keys-elsewhere", 409, "The key of the house does not lie in a file, or is being changed now: use rapport keys rotate."),
        new("rules-changed", 412, "Somebody changed the rules since they were read; nothing was replaced."),
        new("policy-changed", 412, "Somebody changed the policy since it was read; nothing was replaced."),
        new("gates-closed", 409, "The preset asks for something to be on first that is not; nothing was replaced."),
        new("body-too-large", 413, "The body is larger than this address takes."),
        new("not-json", 415, "Send application/json."),
        new("unknown-purpose", 422, "There is no purpose of this name."),
        new("unknown-scope", 422, "There is no part of this name to choose about."),
        new("contextual-only", 422, "The customer is a child: nothing may be asked, and nothing is personal."),
        new("other-request", 422, "This idempotency key was used before, for another request; nothing was written."),
        new("past-needs-yes", 422, "The customer has not said yes to taking along what was chosen before signing in; nothing was taken."),
        new("unknown-text-version", 422, "This text was never shown for the purpose."),
        new("sensitive-quiz", 422, "A question of the quiz touches a sensitive topic, which needs explicit consent of its own."),
        new("unknown-answer", 422, "The quiz does not know this answer."),
        new("too-many-requests", 429, "Too many requests with this credential; wait and send again."),
        new("facts-do-not-hold", 500, "The store holds what the privacy facts say is not collected; until that is mended there is no page."),
        new("failed", 500, "The server made a mistake; it is in its log."),
        new("store-unavailable", 503, "The store takes no changes now; nothing was stored; send again later."),
        new("keys-unavailable", 503, "The keys cannot be had now; nothing was stored or read; send again later."),
    }.ToFrozenDictionary(entry => entry.Code, StringComparer.Ordinal);

    public static IEnumerable<ProblemEntry> All => Entries.Values.OrderBy(entry => entry.Status).ThenBy(entry => entry.Code, StringComparer.Ordinal);

    public static ProblemEntry Find(string code) => Entries[code];

    /// <summary>The entry for a bare status, such as an unknown address answers with.</summary>
    public static ProblemEntry ForStatus(int status) => Find(status switch
    {
        400 => "malformed-json",
        401 => "no-credentials",
        403 => "secret-key-needed",
        404 => "not-found",
        405 => "method-not-allowed",
        413 => "body-too-large",
        415 => "not-json",
        429 => "too-many-requests",
        503 => "store-unavailable",
        _ => "failed",
    });
}

/// <summary>One problem: its code, the last part of its <c>type</c>; its HTTP status; one sentence.</summary>
internal sealed record ProblemEntry(string Code, int Status, string Title)
{
    public string Type => ProblemCatalog.TypeBase + Code;
}
