using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Rights.Requests;

namespace Rapport.Console.Requests;

/// <summary>What an operator is writing into the form; it is gone with the page.</summary>
public sealed class RequestDraft
{
    public Right Right { get; set; } = Right.Erase;

    public Regime Regime { get; set; } = Regime.Gdpr;

    public string Customer { get; set; } = "";

    public bool IsAnonymous { get; set; }

    public DateOnly? ReceivedOn { get; set; }

    public string Item { get; set; } = "";

    public string OrderId { get; set; } = "";

    public int? Quantity { get; set; }

    public bool IsGift { get; set; }

    public string Topic { get; set; } = "";

    public HashSet<string> Purposes { get; } = new(StringComparer.Ordinal);

    /// <summary>The request that was noted and is done now; null for a new one.</summary>
    public RightsRequest? Noted { get; set; }

    public CustomerId Named => CustomerId.Named(Customer, IsAnonymous);

    /// <summary>Data leave the house: as an archive, not on a screen.</summary>
    public bool IsHandedOver => Right is Right.Access or Right.Export;

    /// <summary>A plan is shown before.</summary>
    public bool IsFinal => Right is Right.Erase or Right.Anonymise;

    /// <summary>The field that is missing, for doing it; null for none.</summary>
    public string? Mistake => this switch
    {
        { Customer.Length: 0 } => "customer",
        { Right: Right.Correct, Item: var item } when string.IsNullOrWhiteSpace(item) || item.Length > ItemId.MaxLength => "item",
        { Right: Right.Correct, Quantity: < 0 or > 100_000 } => "quantity",
        { Right: Right.DeleteInference, Topic: var topic } when string.IsNullOrWhiteSpace(topic) => "topic",
        _ => null,
    };

    public DateTimeOffset? ReceivedAt => ReceivedOn is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;

    public RightsWish Wish(string language) => new(
        Purposes.Count == 0 ? Core.Consent.Purposes.All : Purposes.Aggregate(Core.Consent.Purposes.None, (all, name) => all | PurposeCatalogue.Find(name)!.Purpose),
        Right == Right.Correct ? new ItemId(Item) : null,
        OrderId.Length == 0 ? null : OrderId,
        Quantity,
        IsGift ? true : null,
        Topic.Length == 0 ? null : Topic,
        language);
}
