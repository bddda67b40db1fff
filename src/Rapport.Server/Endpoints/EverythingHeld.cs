namespace Rapport.Server.Endpoints;

/// <summary>Everything held about one customer.</summary>
/// <param name="Total">Lines of history and of consent: the rows in storage.</param>
/// <param name="Decisions">The latest.</param>
/// <param name="Inferences">Drawn now, stored nowhere, each deletable by the request deleteInference.</param>
/// <param name="Uses">Of all decisions noted.</param>
/// <param name="Strength">little, half or full: how strongly the customer lets rows be personal.</param>
internal sealed record EverythingHeld(
    CustomerName Customer,
    int Total,
    IReadOnlyList<HistoryEntry> History,
    IReadOnlyList<ConsentLine> Consents,
    IReadOnlyList<DecisionEntry> Decisions,
    IReadOnlyList<HiddenEntry> Hidden,
    IReadOnlyList<InferenceEntry> Inferences,
    IReadOnlyList<UseEntry> Uses,
    IReadOnlyList<RecipientEntry> Recipients,
    string Strength);

/// <summary>Whom it is about.</summary>
internal sealed record CustomerName(string Id, bool Anonymous);

/// <summary>One line of history.</summary>
/// <param name="Kind">For example productViewed.</param>
/// <param name="Price">Of one piece, such as 12.30; null when unknown.</param>
/// <param name="Text">Search words or category.</param>
/// <param name="Provenance">stated, observed-here, inferred or external.</param>
/// <param name="Purposes">What it may be used for.</param>
/// <param name="Gift">Kept for the order, left out of taste.</param>
internal sealed record HistoryEntry(int Index, string Kind, string? Item, string? Title, DateTimeOffset At, int Quantity, string? Price, string? OrderId, string? Text, string Provenance, IReadOnlyList<string> Purposes, bool Gift);

/// <summary>One decision that used the customer's data.</summary>
/// <param name="NotRead">What else of hers was there and was not read for it, and why.</param>
internal sealed record DecisionEntry(string Id, DateTimeOffset At, string Surface, string Tier, IReadOnlyList<string> Items, IReadOnlyList<string> HeldBack, IReadOnlyList<string> Uses, IReadOnlyList<NotReadEntry> NotRead);

/// <summary>An item the customer said no to, and the topic that rests with it.</summary>
internal sealed record HiddenEntry(string Item, string? Title, string? Topic, DateTimeOffset At);

/// <summary>A conclusion drawn from history: a topic.</summary>
/// <param name="Provenance">inferred.</param>
/// <param name="Standing">none, thisVisit or carried: how far it may be used.</param>
/// <param name="From">The products it rests on.</param>
internal sealed record InferenceEntry(string Topic, string Provenance, string Standing, IReadOnlyList<InferredFrom> From, DateTimeOffset Since);

/// <summary>A product that a conclusion rests on.</summary>
internal sealed record InferredFrom(string Item, string? Title);

/// <summary>Used for a purpose on a day, so many times.</summary>
internal sealed record UseEntry(DateOnly Date, string Purpose, string Surface, int Times);

/// <summary>Who has the data.</summary>
/// <param name="Role">shop, processor or controller.</param>
internal sealed record RecipientEntry(string Name, string Role, string Country, IReadOnlyList<string> Purposes);
