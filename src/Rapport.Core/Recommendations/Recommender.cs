using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations;

/// <summary>Answers one question from what may be known about one person now. Pure: same inputs, same answer.</summary>
/// <remarks>
/// Personal candidates come from the person's usable history; all others from batch lists (ground rule 7). What may not speak (topics below T3) is left out
/// before scoring, so it has no effect at all; what it would have brought is counted as held back.
/// </remarks>
public sealed class Recommender
{
    /// <summary>How many scored candidates are judged for each slot: enough to refill what rules and the topic cap take.</summary>
    private const int PoolPerSlot = 3;
    private const int ConsideredInLog = 32;

    private readonly DecisionRequest _request;
    private readonly ItemCatalogue _catalogue;
    private readonly ItemItemModel _model;
    private readonly ListCandidates _lists;
    private readonly TactPolicy _policy;
    private readonly DateTimeOffset _now;
    private readonly UsableHistory _history;
    private readonly Belongings _belongings;
    private readonly TactGuard _guard;
    private readonly ReasonWriter _reasons;
    private readonly HashSet<ItemId> _barred;
    private readonly List<Recommendation> _items = [];
    private readonly List<Considered> _considered = [];
    private readonly Dictionary<TactRule, int> _heldBack = [];

    private Recommender(DecisionRequest request, CustomerFile? file, ItemCatalogue catalogue, ItemItemModel model, ContextLists lists, TactPolicy policy, DateTimeOffset now)
    {
        (_request, _catalogue, _model, _policy, _now) = (request, catalogue, model, policy, now);
        _history = file is null ? UsableHistory.None : UsableHistory.Of(file, Purposes.Recommendations, catalogue, now);
        _belongings = new Belongings(_history.Lines);
        _guard = new TactGuard(file?.Ledger ?? new ConsentLedger(), new TopicEvidence(_history, catalogue, policy, now), now);
        _reasons = new ReasonWriter(catalogue, _belongings.Taste, policy, request.Language);
        _barred = Barred(request, _belongings);
        _lists = new ListCandidates(request, catalogue, lists);
    }

    /// <param name="file">The person's file, or null for a stranger.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is not 1 to 100.</exception>
    public static Answer Recommend(DecisionRequest request, CustomerFile? file, ItemCatalogue catalogue, ItemItemModel model, ContextLists lists, TactPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Count, 100);
        return new Recommender(request, file, catalogue, model, lists, policy, now).Recommend();
    }

    private Answer Recommend()
    {
        if (_request.Surface == Surface.Home)
            AddPersonal();
        foreach (var candidate in _lists.All())
        {
            if (_items.Count == _request.Count)
                break;
            AddPlain(candidate);
        }

        return new Answer(
            _items.Count == 0 ? Tier.Popular : _items.Min(item => item.Tier),
            _items,
            [.. _heldBack.OrderBy(held => held.Key).Select(held => new HeldBack(held.Key, held.Value))],
            _considered,
            _history.Lines.Count > 0 ? Purposes.Recommendations : Purposes.None);
    }

    private void AddPersonal()
    {
        var carried = new List<Signal>();
        var visit = new List<Signal>();
        var silent = new List<Signal>();
        foreach (var (item, line) in _belongings.Taste)
        {
            var signal = new Signal(item, line.Kind is EventKind.ProductViewed or EventKind.ProductClicked ? 0.5 : 1);
            (Speaks(item, line) switch { TopicStanding.Carried => carried, TopicStanding.ThisVisit => visit, _ => silent }).Add(signal);
        }

        var visitOnly = visit.Select(signal => signal.Item).ToHashSet();
        if (carried.Count + visit.Count > 0)
            AddScored(Scorer.Personal(_model, [.. carried, .. visit], item => !IsOpen(item), PoolPerSlot * _request.Count), visitOnly);
        if (silent.Count > 0)
            CountSilenced(Scorer.Personal(_model, silent, item => !IsOpen(item), _request.Count));
    }

    /// <summary>How far an item of the history may speak: a topic known only from this visit speaks through this visit's items only.</summary>
    private TopicStanding Speaks(ItemId item, HistoryLine line)
    {
        var standing = _guard.MaySpeak(_catalogue.Find(item)!);
        return standing == TopicStanding.ThisVisit && !_history.IsInVisit(line) ? TopicStanding.None : standing;
    }

    private void AddScored(IReadOnlyList<Candidate> candidates, HashSet<ItemId> visitOnly)
    {
        var most = Math.Max(1, (int)Math.Floor(_request.Count * (1 - _policy.BreathingRoom)));
        var mostOfATopic = _request.Category is null ? (_request.Count + 1) / 2 : _request.Count;
        var perTopic = new Dictionary<Topic, int>();
        foreach (var candidate in candidates)
        {
            if (_items.Count >= most)
                break;
            var item = _catalogue.Find(candidate.Item)!;
            if (candidate.Score <= 0 || perTopic.GetValueOrDefault(item.Topic) >= mostOfATopic)
                continue;
            if (TryAdd(candidate, item, visitOnly.Contains(candidate.Shares[0].Item)))
                perTopic[item.Topic] = perTopic.GetValueOrDefault(item.Topic) + 1;
        }
    }

    private void CountSilenced(IReadOnlyList<Candidate> silenced)
    {
        foreach (var candidate in silenced)
        {
            if (candidate.Score <= 0 || _items.Exists(item => item.Item == candidate.Item))
                continue;
            var evidence = _catalogue.Find(candidate.Shares[0].Item)!;
            Hold(candidate, _catalogue.Find(candidate.Item)!, evidence.Class.IsDelicate ? TactRule.Delicate : TactRule.Evidence);
        }
    }

    private void AddPlain(Candidate candidate)
    {
        if (IsOpen(candidate.Item) && !_items.Exists(item => item.Item == candidate.Item))
            TryAdd(candidate, _catalogue.Find(candidate.Item)!, candidate.Because is { } because && _request.Visit.Contains(because));
    }

    private bool TryAdd(Candidate candidate, CatalogueItem item, bool restsOnThisVisit)
    {
        var (passed, heldBy) = _guard.Judge(candidate, item, restsOnThisVisit);
        if (passed is null)
            return Hold(candidate, item, heldBy);
        if (_reasons.Write(passed) is not { } reason)
            return Hold(candidate, item, TactRule.Explainable);

        _items.Add(new Recommendation(item.Id, TierOf(candidate.Basis, restsOnThisVisit), reason));
        Consider(candidate, item, TactRule.None);
        return true;
    }

    private bool Hold(Candidate candidate, CatalogueItem item, TactRule rule)
    {
        _heldBack[rule] = _heldBack.GetValueOrDefault(rule) + 1;
        Consider(candidate, item, rule);
        return false;
    }

    private void Consider(Candidate candidate, CatalogueItem item, TactRule heldBy)
    {
        // That something sensitive was held back is counted; which it was is written nowhere.
        if (_considered.Count < ConsideredInLog && heldBy != TactRule.Sensitive)
            _considered.Add(new Considered(candidate.Item, candidate.Score, item.Topic.Name, heldBy));
    }

    /// <summary>In the catalogue, in stock, in the category of the page, and neither owned, refused nor already on the page.</summary>
    private bool IsOpen(ItemId id)
    {
        if (_barred.Contains(id) || _catalogue.Find(id) is not { InStock: true } item)
            return false;
        if (_request.Category is { } category && !item.IsIn(category))
            return false;
        return !_belongings.Bought.TryGetValue(id, out var bought) || (item.IsConsumable && _now >= bought.AddDays(_policy.RestDays));
    }

    private static HashSet<ItemId> Barred(DecisionRequest request, Belongings belongings)
    {
        var barred = new HashSet<ItemId>([.. request.Exclude, .. request.Cart, .. belongings.Hidden.Keys]);
        if (request.Item is { } item)
            barred.Add(item);
        return barred;
    }

    private static Tier TierOf(CandidateBasis basis, bool restsOnThisVisit) => basis switch
    {
        CandidateBasis.Popular => Tier.Popular,
        _ when restsOnThisVisit => Tier.Session,
        CandidateBasis.Personal => Tier.Person,
        _ => Tier.Context,
    };
}
