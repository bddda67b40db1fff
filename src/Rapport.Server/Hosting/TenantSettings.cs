using Rapport.Core.Consent;
using Rapport.Server.Boundary;

namespace Rapport.Server.Hosting;

/// <summary>One shop as <c>rapport.json</c> describes it. Holds no secret in clear.</summary>
public sealed record TenantSettings
{
    /// <summary>Up to 64 lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    public string Name { get; init; } = "";

    /// <summary>True for data that was never a real person's: such a tenant refuses write keys.</summary>
    public bool Sample { get; init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>Publishable keys that only write events.</summary>
    public IReadOnlyList<string> WriteKeys { get; init; } = [];

    /// <summary>SHA-256 of each secret key, lower-case hex.</summary>
    public IReadOnlyList<string> SecretKeyHashes { get; init; } = [];

    /// <summary>PEM public keys (P-256) with which the shop's customer tokens are checked.</summary>
    public IReadOnlyList<string> TokenKeys { get; init; } = [];

    /// <summary>Web origins whose pages may use the customer API, e.g. <c>https://shop.example</c>.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The law choices are made under where no request says more: <c>gdpr</c>, <c>ccpa</c>, or <c>children</c> for a shop that recognises nobody.</summary>
    public string Regime { get; init; } = "gdpr";

    /// <summary>ISO 3166, e.g. <c>DE</c> or <c>US-CA</c>: where the shop's customers choose, where no request says more.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>For how many months nobody is asked again after a no: at least 6, under <c>ccpa</c> 12.</summary>
    public int AskAgainMonths { get; init; } = PurposeCatalogue.RestMonths;

    /// <summary>What is dropped before storage whatever customers allow: signals such as <c>views</c>, and fields such as <c>carts.price</c>.</summary>
    public IReadOnlyList<string> DropSignals { get; init; } = [];

    /// <summary>What is kept of each event, for which purposes, and who reviewed it; null for all that Rapport keeps.</summary>
    public AllowListSettings? AllowList { get; init; }

    /// <summary>What the shop would connect Rapport with, by name. Each that is on is refused with the reason: the list of what may be connected is empty.</summary>
    public IReadOnlyDictionary<string, bool> Integrations { get; init; } = new Dictionary<string, bool>();

    /// <summary>After how many days a class of data goes, where sooner than its purposes say: <c>views</c>, <c>searches</c>, <c>stated</c> and the other signals, <c>decisions</c>, <c>requests</c>, <c>closed-answers</c>.</summary>
    public IReadOnlyDictionary<string, int> RetentionDays { get; init; } = new Dictionary<string, int>();

    /// <summary>Who else gets customers' data, told to every customer: who hosts this server, for example.</summary>
    public IReadOnlyList<RecipientSettings> Recipients { get; init; } = [];

    /// <summary>The identity provider by which operators sign in to the console, beside those of the house; null for none.</summary>
    public OperatorSignInSettings? OperatorSignIn { get; init; }

    /// <summary>Whether a change of the tact policy needs a second person: then it is proposed, and another approves it.</summary>
    public bool ReviewPolicy { get; init; }

    /// <summary>How customers get a link into the privacy centre; null for none.</summary>
    public MailSettings? Mail { get; init; }
}
