using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>All that one question may be answered from: the page, the shop as it is now, and what may be read of the person. Pure.</summary>
internal sealed class Situation
{
    private readonly HashSet<ItemId> _barred;
    private readonly ItemFilters _filters;
    private readonly CustomerFile? _file;
    private readonly Lazy<Membership?> _membership;
    private readonly Lazy<Purchases> _purchases;
    private VariantChoice? _variants;
    private (ItemId Item, HistoryLine Line, TopicStanding Standing)[]? _standings;

    /// <param name="file">The person's file, or null for a stranger.</param>
    public Situation(DecisionRequest request, CustomerFile? file, Shop shop, TactPolicy policy, DateTimeOffset now)
    {
        (Request, Shop, Policy, Now, _file) = (request, shop, policy, now, file);
        Purpose = request.Surface == Surface.Mail ? Purposes.Email : Purposes.Recommendations;
        History = Read(Purpose);
        Belongings = new Belongings(History.Lines, shop.Catalogue);
        Answers = shop.Quiz is { } quiz ? StatedAnswer.In(History.Lines, QuizCheck.Open(quiz, shop.Catalogue)) : [];
        Guard = new TactGuard(file?.Ledger ?? new ConsentLedger(), History, shop.Catalogue, policy, Channel, isPaced: request.Surface != Surface.Playlist, now);
        Page = request.Item is { } item ? shop.Catalogue.Find(item) : null;
        Strength = Strength.Of(History.Lines);
        Rules = (shop.Rules ?? BusinessRules.None).On(request.Surface);
        _membership = new(() => Membership.Of(Read(Purposes.Loyalty)));
        _purchases = new(() => new Purchases(History.Lines, shop.Catalogue));
        _filters = request.Filters ?? ItemFilters.None;
        _barred = [.. request.Exclude.Select(ProductOf), .. request.Cart.Select(ProductOf), .. Belongings.Hidden.Keys];
        if (request.Item is { } page)
            _barred.Add(ProductOf(page));
    }

    public DecisionRequest Request { get; }

    /// <summary>By which way the answer reaches the person.</summary>
    public Channel Channel => Request.Surface == Surface.Mail ? Channel.Mail : Request.Channel;

    /// <summary>A message: nobody asked for it at that moment.</summary>
    public bool IsUnasked => Channel is Channel.Mail or Channel.Push;

    public Shop Shop { get; }

    public TactPolicy Policy { get; }

    public DateTimeOffset Now { get; }

    /// <summary>The purpose this answer serves: recommendations, or mail.</summary>
    public Purposes Purpose { get; }

    /// <summary>What the purpose may read of the person; nothing for a stranger.</summary>
    public UsableHistory History { get; }

    public Belongings Belongings { get; }

    /// <summary>What the person answered in the shop's quiz; nothing without the purpose.</summary>
    public IReadOnlyList<StatedAnswer> Answers { get; }

    /// <summary>What the person bought for themselves, and when.</summary>
    public Purchases Purchases => _purchases.Value;

    public TactGuard Guard { get; }

    /// <summary>How strongly the person lets rows be personal.</summary>
    public Strength Strength { get; }

    /// <summary>The item of the page; null when it is about none.</summary>
    public CatalogueItem? Page { get; }

    /// <summary>The shop's rules that hold on this surface.</summary>
    public BusinessRules Rules { get; }

    /// <summary>What the purpose "loyalty" may read of the person; null for strangers and without that purpose.</summary>
    public Membership? Membership => _membership.Value;

    /// <summary>The purposes whose data was there to be used.</summary>
    public Purposes Used =>
        (History.Lines.Count > 0 ? Purpose : Purposes.None) | (_membership is { IsValueCreated: true, Value: not null } ? Purposes.Loyalty : Purposes.None);

    public CatalogueItem? Find(ItemId id) => Shop.Catalogue.Find(id);

    /// <summary>Which variant of a product is shown.</summary>
    public VariantChoice Variants => _variants ??= new VariantChoice(this);

    /// <summary>The product an item is a variant of, or the item itself.</summary>
    public ItemId ProductOf(ItemId id) => Shop.Catalogue.ProductOf(id);

    public ItemId ProductOf(CatalogueItem item) => item.GroupId is null ? item.Id : Shop.Catalogue.ProductOf(item.Id);

    /// <summary>In stock, in the category of the page, and neither refused nor already on the page. Holds for every item of every answer.</summary>
    public bool IsOffered(CatalogueItem item) => Obstacle(item) is null;

    /// <summary>What keeps a product out of every answer to this question; null when one of its variants may be shown.</summary>
    public Fate? Obstacle(CatalogueItem item)
    {
        var own = OwnObstacle(item);
        return own is null || item.GroupId is null || !Shop.Catalogue.VariantsOf(item).Any(variant => OwnObstacle(variant) is null) ? own : null;
    }

    /// <summary>What keeps this very variant out; null when nothing does.</summary>
    public Fate? OwnObstacle(CatalogueItem item)
    {
        if (!item.InStock)
            return Fate.SoldOut;
        if (_barred.Count > 0 && _barred.Contains(ProductOf(item)))
            return Bar(ProductOf(item));
        return Request.Category is not { } category || item.IsIn(category) ? Ban(item) : Fate.OtherCategory;
    }

    /// <summary>What the filters of the question, the rules of the shop or the person's tier have against an item; null for nothing.</summary>
    public Fate? Ban(CatalogueItem item)
    {
        if (!_filters.Allow(item))
            return Fate.Filtered;
        if (Rules.Excludes(item))
            return Fate.Ruled;
        return item.LoyaltyTier is not { } tier || Rules.Opens(Membership?.Tier, tier) ? null : Fate.OtherTier;
    }

    /// <summary>Owned, and not a consumable whose rest is over, or played to its end: not shown as something new (rule T14).</summary>
    public bool IsResting(CatalogueItem item) =>
        Policy.Enforces(TactRule.AfterPurchase) && IsOwned(item);

    private bool IsOwned(CatalogueItem item) =>
        (Belongings.Completed.Count > 0 && Belongings.Completed.ContainsKey(ProductOf(item)))
        || Belongings.Bought.TryGetValue(ProductOf(item), out var bought) && !(item.IsConsumable && Now >= bought.AddDays(RestDays(item)));

    /// <summary>How long a bought consumable rests: the gap its category's customers leave, else the person's own, else the policy's.</summary>
    public double RestDays(CatalogueItem item) => Shop.Lists.Gaps.Of(item) ?? Purchases.GapDays(ProductOf(item)) ?? Policy.RestDays;

    /// <summary>Offered, and new to the person.</summary>
    public bool IsOpen(CatalogueItem item) => IsOffered(item) && !IsResting(item);

    /// <summary>Whether a row for everybody may show it: a touchy item stands only on a page that is itself about its class.</summary>
    public bool IsForEverybody(CatalogueItem item)
    {
        if (item.Class.Code is null)
            return true;
        return Page is not null ? Page.Class == item.Class : Request.Category is { } category && item.IsIn(category);
    }

    /// <summary>The items of taste, each with how far it may speak.</summary>
    public IReadOnlyList<(ItemId Item, HistoryLine Line, TopicStanding Standing)> Standings =>
        _standings ??= StandingsOf(Belongings.Taste);

    /// <summary>
    /// How far an item of the history may speak: a topic known only from this visit speaks through this visit's items only, and never in mail or push, which are other channels (rule T3).
    /// A variant speaks as what it is itself, whatever the class of its product.
    /// </summary>
    public TopicStanding StandingOf(ItemId item, HistoryLine line)
    {
        // What is older still says what the person has; it speaks for nothing.
        if (line.At < Now.AddDays(-Policy.HistoryDays))
            return TopicStanding.None;
        var standing = Guard.MaySpeak(Find(line.Item ?? item)!);
        return standing == TopicStanding.ThisVisit && !History.IsInVisit(line) ? TopicStanding.None : standing;
    }

    /// <summary>A candidate's pass, or the rule that holds it back.</summary>
    public (TactfulCandidate? Passed, TactRule HeldBy) Judge(Candidate candidate, Action<TactRule>? warned = null) => Guard.Judge(candidate, warned);

    private (ItemId, HistoryLine, TopicStanding)[] StandingsOf(IReadOnlyDictionary<ItemId, HistoryLine> taste)
    {
        var standings = new (ItemId, HistoryLine, TopicStanding)[taste.Count];
        var count = 0;
        foreach (var (item, line) in taste)
            standings[count++] = (item, line, StandingOf(item, line));
        return standings;
    }

    private Fate Bar(ItemId item)
    {
        if (Request.Item is { } page && ProductOf(page) == item)
            return Fate.OnPage;
        if (Request.Cart.Any(inCart => ProductOf(inCart) == item))
            return Fate.InCart;
        return Belongings.Hidden.ContainsKey(item) ? Fate.Hidden : Fate.Excluded;
    }

    /// <summary>Nothing by a way that was said no to; on a page, what happened on this device or on none, unless the devices may know of each other (rule T6).</summary>
    private UsableHistory Read(Purposes purpose)
    {
        if (_file is null || _file.Ledger.Limited(ConsentScope.OfChannel(Channel)).HasFlag(purpose))
            return UsableHistory.None;
        var isEverywhere = Request.Surface == Surface.Mail || !Policy.Enforces(TactRule.Spread) || MayCarry(_file.Ledger, purpose);
        return UsableHistory.Of(_file, purpose, Shop.Catalogue, Now, isEverywhere ? null : CustomerFile.DeviceOf(Request.Device));
    }

    private bool MayCarry(ConsentLedger ledger, Purposes purpose) =>
        Policy.CrossDevice
        && ledger.Allows(purpose, Now, ConsentScope.Devices)
        && (!Request.Signals.HasFlag(PrivacySignals.Gpc) || ledger.LastChoice(purpose, Now, ConsentScope.Devices)!.Signals.HasFlag(PrivacySignals.Gpc));
}
