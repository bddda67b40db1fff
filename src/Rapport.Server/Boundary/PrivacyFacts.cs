namespace Rapport.Server.Boundary;

/// <summary>What a shop keeps, never keeps and lets out, as its server is set up now and as its store was found to be.</summary>
/// <param name="Settings">SHA-256 of all that the settings decide here, so that a change of them shows.</param>
/// <param name="Dropped">Signals and fields (<c>views.price</c>) that this shop does not keep though others may.</param>
/// <param name="NeverKept">What no shop keeps, by code.</param>
/// <param name="Signature">Base64, over the canonical JSON without this member; the key is at /v1/keys.</param>
internal sealed record PrivacyFacts(
    string Tenant,
    string Name,
    string Settings,
    IReadOnlyList<KeptSignal> Kept,
    IReadOnlyList<string> Dropped,
    IReadOnlyList<string> NeverKept,
    IReadOnlyList<PurposeTerms> Purposes,
    AnonymityFacts Anonymity,
    OutboundFacts Outbound,
    StorageFacts Storage,
    string Signature);

/// <summary>A signal that is kept after a yes, with its fields and what it is kept for.</summary>
internal sealed record KeptSignal(string Id, IReadOnlyList<string> Fields, IReadOnlyList<string> Purposes);

/// <summary>How long a purpose keeps, and for how long a yes to it holds.</summary>
internal sealed record PurposeTerms(string Id, string DpvCode, string TextVersion, int RetentionDays, int YesDays);

/// <summary>How what others see is made nobody's.</summary>
/// <param name="FewestCustomers">How many customers a list or a count needs before anybody sees it.</param>
/// <param name="NoiseOver">No count is shown; those that order the lists carry a noise of more than this many customers.</param>
/// <param name="RefreshHours">How often the lists that strangers see change.</param>
internal sealed record AnonymityFacts(int FewestCustomers, int NoiseOver, int RefreshHours);

/// <summary>What leaves, in numbers of recipients.</summary>
internal sealed record OutboundFacts(int Sales, int Sharings, IReadOnlyList<string> Processors, int ThirdPartyRequests, int ThirdPartyCookies);

/// <summary>What the store was found to be.</summary>
/// <param name="Kind">sqlite or postgres.</param>
/// <param name="Customers">How many customers' files were opened for it.</param>
/// <param name="Lines">How many lines of theirs were read.</param>
/// <param name="FromBefore">How many of them are of signals that the shop has stopped keeping since; they go when their time is over.</param>
internal sealed record StorageFacts(string Kind, DateTimeOffset CheckedAt, int Customers, long Lines, long FromBefore);
