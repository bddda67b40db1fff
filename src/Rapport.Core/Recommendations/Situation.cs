using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>All that one question may be answered from: the page, the shop as it is now, and what may be read of the person. Pure.</summary>
internal sealed class Situation
{
    private readonly HashSet<ItemId> _barred;

    /// <param name="file">The person's file, or null for a stranger.</param>
    public Situation(DecisionRequest request, CustomerFile? file, Shop shop, TactPolicy policy, DateTimeOffset now)
    {
        (Request, Shop, Policy, Now) = (request, shop, policy, now);
        History = file is null ? UsableHistory.None : UsableHistory.Of(file, Purposes.Recommendations, shop.Catalogue, now);
        Belongings = new Belongings(History.Lines);
        Answers = StatedAnswer.In(History.Lines, shop.Quiz ?? Quiz.None);
        Guard = new TactGuard(file?.Ledger ?? new ConsentLedger(), new TopicEvidence(History, shop.Catalogue, policy, now), now);
        Page = request.Item is { } item ? shop.Catalogue.Find(item) : null;
        _barred = [.. request.Exclude, .. request.Cart, .. Belongings.Hidden.Keys];
        if (request.Item is { } page)
            _barred.Add(page);
    }

    public DecisionRequest Request { get; }

    public Shop Shop { get; }

    public TactPolicy Policy { get; }

    public DateTimeOffset Now { get; }

    /// <summary>What the purpose "recommendations" may read of the person; nothing for a stranger.</summary>
    public UsableHistory History { get; }

    public Belongings Belongings { get; }

    /// <summary>What the person answered in the shop's quiz; nothing without the purpose.</summary>
    public IReadOnlyList<StatedAnswer> Answers { get; }

    public TactGuard Guard { get; }

    /// <summary>The item of the page; null when it is about none.</summary>
    public CatalogueItem? Page { get; }

    public CatalogueItem? Find(ItemId id) => Shop.Catalogue.Find(id);

    /// <summary>In stock, in the category of the page, and neither refused nor already on the page. Holds for every item of every answer.</summary>
    public bool IsOffered(CatalogueItem item) => Obstacle(item) is null;

    /// <summary>What keeps an item out of every answer to this question; null when nothing does.</summary>
    public Fate? Obstacle(CatalogueItem item)
    {
        if (!item.InStock)
            return Fate.SoldOut;
        if (_barred.Contains(item.Id))
            return Bar(item.Id);
        return Request.Category is not { } category || item.IsIn(category) ? null : Fate.OtherCategory;
    }

    /// <summary>Owned, and not a consumable whose rest is over, or played to its end: not shown as something new (rule T14).</summary>
    public bool IsResting(CatalogueItem item) =>
        Belongings.Completed.ContainsKey(item.Id)
        || Belongings.Bought.TryGetValue(item.Id, out var bought) && !(item.IsConsumable && Now >= bought.AddDays(Policy.RestDays));

    /// <summary>Offered, and new to the person.</summary>
    public bool IsOpen(CatalogueItem item) => IsOffered(item) && !IsResting(item);

    /// <summary>Whether a row for everybody may show it: a touchy item stands only on a page that is itself about its class.</summary>
    public bool IsForEverybody(CatalogueItem item)
    {
        if (item.Class.Code is null)
            return true;
        return Page is not null ? Page.Class == item.Class : Request.Category is { } category && item.IsIn(category);
    }

    private Fate Bar(ItemId item)
    {
        if (Request.Item == item)
            return Fate.OnPage;
        if (Request.Cart.Contains(item))
            return Fate.InCart;
        return Belongings.Hidden.ContainsKey(item) ? Fate.Hidden : Fate.Excluded;
    }
}
