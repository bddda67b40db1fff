using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Core.Campaigns;

/// <summary>Says for one person after another whether a campaign's message goes to them, and what stands in it. Pure: same file, same shop, same clock, same plan.</summary>
/// <remarks>
/// In this order: a yes to mail by this way, the audience, how many mails there were (T5), how long the interest is known (T4), what the decision point
/// lets stand in a mail, the relevance floor (T17). <b>Threads</b>: safe.
/// </remarks>
public sealed class CampaignPlanner
{
    private readonly Campaign _campaign;
    private readonly Shop _shop;
    private readonly TactPolicy _policy;
    private readonly DateTimeOffset _now;
    private readonly ItemFilters _filters;
    private readonly HashSet<Topic> _topics;

    public CampaignPlanner(Campaign campaign, Shop shop, DateTimeOffset now)
    {
        _campaign = campaign ?? throw new ArgumentNullException(nameof(campaign));
        _shop = shop ?? throw new ArgumentNullException(nameof(shop));
        (_policy, _now) = (shop.Policy.On(Surface.Mail), now);
        _filters = new ItemFilters(campaign.Topics, InStockOnly: true, Items: campaign.Items.IsEmpty ? null : campaign.Items);
        _topics = [.. campaign.Items.Select(shop.Catalogue.Find).OfType<CatalogueItem>().Select(item => item.Topic)];
    }

    public RecipientPlan Plan(CustomerFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!MayMail(file))
            return new RecipientPlan(CampaignFate.Outside);
        var history = UsableHistory.Of(file, Purposes.Email, _shop.Catalogue, _now);
        var taste = new Taste(history, _shop.Catalogue);
        if (!BoughtLately(history))
            return new RecipientPlan(CampaignFate.Outside);
        var interest = InterestOf(history, taste);
        if (interest == CampaignFate.Outside)
            return new RecipientPlan(CampaignFate.Outside);
        if (_policy.Enforces(TactRule.Frequency) && IsTooOften(history))
            return new RecipientPlan(CampaignFate.TooOften);
        if (interest != CampaignFate.Sent)
            return new RecipientPlan(interest);
        var answer = Recommender.Recommend(Question(file.Customer), file, _shop, _policy, _now);
        return Judge(taste, answer);
    }

    /// <summary>What the decision point is asked for a recipient; the answer of the plan is its answer.</summary>
    public DecisionRequest Question(CustomerId customer, TenantId tenant = default, string language = "en") => new(
        tenant, Surface.Mail, customer, Item: null, Cart: [], Category: null, Visit: [], Exclude: [], _campaign.Count, language, Filters: _filters.IsNone ? null : _filters, Channel: Channel.Mail);

    /// <summary>What a mail to a person may say of their own things.</summary>
    public MailMemory Remember(CustomerFile file) => new(UsableHistory.Of(file, Purposes.Email, _shop.Catalogue, _now), _shop.Catalogue, _policy, _now);

    private bool MayMail(CustomerFile file) =>
        !file.Customer.IsAnonymous && !_shop.IsForChildren
        && file.Ledger.Allows(Purposes.Email, _now)
        && !file.Ledger.Limited(ConsentScope.OfChannel(Channel.Mail)).HasFlag(Purposes.Email);

    private bool BoughtLately(UsableHistory history)
    {
        if (_campaign.Audience.BoughtWithinDays == 0)
            return true;
        var since = _now.AddDays(-_campaign.Audience.BoughtWithinDays);
        return history.Lines.Any(line => line.Kind == EventKind.OrderCompleted && line.At >= since);
    }

    /// <summary>Whether one of the audience's categories is known to interest, and for long enough.</summary>
    private CampaignFate InterestOf(UsableHistory history, Taste taste)
    {
        if (_campaign.Audience.InterestedIn.IsEmpty)
            return CampaignFate.Sent;
        var evidence = new TopicEvidence(history, _shop.Catalogue, _policy, _now);
        var fate = CampaignFate.Outside;
        foreach (var item in taste.Items.Where(item => _campaign.Audience.InterestedIn.Any(item.IsIn)))
        {
            if (evidence.KnownSince(item) is not { } since)
                continue;
            var delay = item.Class.IsDelicate ? _policy.DelicateDelayHours : _policy.DelayHours;
            if (!_policy.Enforces(TactRule.Delay) || _now >= since.AddHours(delay))
                return CampaignFate.Sent;
            fate = CampaignFate.TooSoon;
        }

        return fate;
    }

    private bool IsTooOften(UsableHistory history)
    {
        var (day, week) = (0, 0);
        foreach (var line in history.Shown.Where(line => line.Kind == EventKind.Mailed))
        {
            day += line.At > _now.AddDays(-1) ? 1 : 0;
            week += line.At > _now.AddDays(-7) ? 1 : 0;
        }

        return day >= _policy.MailsADay || week >= _policy.MailsAWeek;
    }

    private RecipientPlan Judge(Taste taste, Answer answer)
    {
        var personal = answer.Items.Count(item => item.Tier == Tier.Person);
        if (answer.Items.Count == 0 || (_campaign.IsRecommended && personal == 0))
            return new RecipientPlan(answer.HeldBack.Any(held => held is { Rule: TactRule.Delay, IsWarning: false }) ? CampaignFate.TooSoon : CampaignFate.NothingToSay, Answer: answer);

        var relevance = _campaign.IsRecommended ? (double)personal / answer.Items.Count : taste.Affinity(IsAbout);
        var isBelow = !_campaign.IsRecommended && _policy.ModeOf(TactRule.Relevance) != RuleMode.Off && IsBelowFloor(taste, relevance, answer);
        var isSkipped = isBelow && _policy.Enforces(TactRule.Relevance) && _campaign.RelevanceReason is null;
        return new RecipientPlan(isSkipped ? CampaignFate.BelowFloor : CampaignFate.Sent, relevance, isBelow, OfferFor(taste), answer);
    }

    /// <summary>T17: it is nothing to them, they bought enough of other things to know, and nothing they bought is made for the same people.</summary>
    private bool IsBelowFloor(Taste taste, double? relevance, Answer answer) =>
        relevance < _policy.RelevanceFloor
        && taste.BoughtElsewhere(IsAbout) >= _policy.RelevanceHistory
        && !taste.Suits([.. answer.Items.Select(item => _shop.Catalogue.Find(item.Item)).OfType<CatalogueItem>()]);

    private bool IsAbout(CatalogueItem item) => _topics.Contains(item.Topic) || _campaign.Topics.Any(item.IsIn);

    /// <summary>The offer that most of a person's choices speak for; where none does, the first that is for whatever.</summary>
    private Offer? OfferFor(Taste taste)
    {
        var (best, most) = (default(Offer), 0.0);
        foreach (var offer in _campaign.Offers.Where(offer => offer.IsPerPerson))
        {
            if (taste.Affinity(offer.IsAbout) is { } affinity && affinity > most)
                (best, most) = (offer, affinity);
        }

        return best ?? _campaign.Offers.FirstOrDefault(offer => !offer.IsPerPerson);
    }
}
