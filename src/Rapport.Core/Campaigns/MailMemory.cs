using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Tact;

namespace Rapport.Core.Campaigns;

/// <summary>What a mail may say of a person's own things (rule T9): by name what they bought, put in a cart or wished for; by its category what they only looked at; nothing touchy, nothing too fresh.</summary>
public sealed class MailMemory
{
    private readonly Dictionary<ItemId, EventKind> _known = [];
    private readonly ItemCatalogue _catalogue;

    internal MailMemory(UsableHistory history, ItemCatalogue catalogue, TactPolicy policy, DateTimeOffset now)
    {
        _catalogue = catalogue;
        var evidence = new TopicEvidence(history, catalogue, policy, now);
        foreach (var (product, line) in new Belongings(history.Lines, catalogue).Taste.OrderBy(held => held.Value.At))
        {
            _known[product] = line.Kind;
            if (catalogue.Find(line.Item ?? product) is not { } item || item.Class != TopicClass.Ordinary || evidence.IsPaused(item.Topic, now)
                || evidence.KnownSince(item) is not { } since || now < since.AddHours(policy.DelayHours))
                continue;
            switch (line.Kind)
            {
                case EventKind.OrderCompleted:
                    Bought = item.Title;
                    break;
                case EventKind.AddedToWishlist:
                    Wished = item.Title;
                    break;
                case EventKind.AddedToCart:
                    Carted = item.Title;
                    break;
                default:
                    Viewed = CategoryOf(item) is { Length: > 0 } category ? category : Viewed;
                    break;
            }
        }
    }

    /// <summary>The category of what was looked at last; null for nothing that may be said. An item is never named for a look.</summary>
    public string? Viewed { get; }

    /// <summary>The title of what was bought last.</summary>
    public string? Bought { get; }

    /// <summary>The title of what was wished for last.</summary>
    public string? Wished { get; }

    /// <summary>The title of what was put in the cart last.</summary>
    public string? Carted { get; }

    /// <summary>The last part of an item's category.</summary>
    public static string CategoryOf(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Category[(item.Category.LastIndexOf(" > ", StringComparison.Ordinal) is var at && at < 0 ? 0 : at + 3)..];
    }

    /// <summary>Whether a mail may name an item: not where the person looked at it and did nothing more. Then it shows the category.</summary>
    public bool MayName(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return !_known.TryGetValue(_catalogue.ProductOf(item.Id), out var kind) || kind is EventKind.OrderCompleted or EventKind.AddedToCart or EventKind.AddedToWishlist;
    }
}
