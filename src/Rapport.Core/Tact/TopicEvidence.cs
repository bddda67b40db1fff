using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Tact;

/// <summary>How much a person's usable history says about each topic, and whether that is enough to speak of it.</summary>
/// <remarks>Weights: view or play 1 (a second one of the item on the same day 0), cart or played to the end 2, wish 3, purchase 4. Variants are one item. Source: tact specification, section 3.</remarks>
public sealed class TopicEvidence
{
    private readonly Dictionary<Topic, Tally> _topics = [];
    private readonly HashSet<(ItemId Item, int Day)> _views = [];
    private readonly TactPolicy _policy;
    private readonly DateTimeOffset _now;

    public TopicEvidence(UsableHistory history, ItemCatalogue catalogue, TactPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(catalogue);
        _policy = policy ?? throw new ArgumentNullException(nameof(policy));
        _now = now;
        var refunds = new Refunds(history.Lines);
        var excluded = Belongings.ExcludedIn(history.Lines, catalogue);
        var withdrawn = WithdrawnWishes(history.Lines);
        var oldest = now.AddDays(-policy.HistoryDays);
        foreach (var line in history.Lines)
        {
            if (line.IsGift || withdrawn?.Contains(line) == true || refunds.Contain(line) || line.Item is not { } id || catalogue.Find(id) is not { } item)
                continue;
            var product = catalogue.ProductOf(id);
            if (line.Kind == EventKind.Hidden)
                Of(item.Topic).Hides.Add(line.At);
            else if (line.At >= oldest && !excluded.Contains(product))
                Count(Of(item.Topic), line, item, product, history);
        }
    }

    /// <summary>The strongest standing a topic has reached.</summary>
    public TopicStanding Standing(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (!_topics.TryGetValue(item.Topic, out var tally))
            return TopicStanding.None;
        if (Suffices(tally, item.Class.IsDelicate, _now))
            return TopicStanding.Carried;
        return !item.Class.IsDelicate && !_policy.StatedOnly && tally.VisitItems.Count >= _policy.EvidenceItems ? TopicStanding.ThisVisit : TopicStanding.None;
    }

    /// <summary>Since when an item's topic may be carried to other visits and channels; null while it may not.</summary>
    public DateTimeOffset? KnownSince(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Standing(item) == TopicStanding.Carried ? _topics[item.Topic].KnownSince : null;
    }

    /// <summary>Whether anything at all speaks of a topic, enough or not.</summary>
    public bool Knows(Topic topic) => _topics.TryGetValue(topic, out var tally) && tally.Items.Count > 0;

    /// <summary>Whether anything of that very category speaks of a topic.</summary>
    public bool Knows(Topic topic, string category) => _topics.TryGetValue(topic, out var tally) && tally.Categories.Contains(category);

    /// <summary>Whether the person said so in words of their own: a wish, an answer.</summary>
    public bool IsStated(Topic topic) => _topics.TryGetValue(topic, out var tally) && tally.IsStated;

    /// <summary>True while the person's "not for me" rests on the topic (rule T15).</summary>
    public bool IsPaused(Topic topic, DateTimeOffset now) =>
        _topics.TryGetValue(topic, out var tally)
        && (tally.Hides.Count >= 2 || tally.Hides.Exists(at => now < at.AddDays(_policy.PauseDays)));

    /// <summary>Wishes whose item was taken off the list since: nothing is stated by them any more. Null where there are none.</summary>
    private static HashSet<HistoryLine>? WithdrawnWishes(IReadOnlyList<HistoryLine> lines)
    {
        HashSet<ItemId>? takenOff = null;
        HashSet<HistoryLine>? withdrawn = null;
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            if (lines[i] is { Kind: EventKind.RemovedFromWishlist, Item: { } item })
                (takenOff ??= []).Add(item);
            else if (takenOff is not null && lines[i] is { Kind: EventKind.AddedToWishlist, Item: { } wished } && takenOff.Contains(wished))
                (withdrawn ??= new(ReferenceEqualityComparer.Instance)).Add(lines[i]);
        }

        return withdrawn;
    }

    private void Count(Tally tally, HistoryLine line, CatalogueItem item, ItemId product, UsableHistory history)
    {
        var weight = WeightOf(line.Kind);
        var day = (int)(line.At.UtcTicks / TimeSpan.TicksPerDay);
        if (weight == 0 || (weight == 1 && !_views.Add((product, day))))
            return;
        tally.HasPurchase |= line.Kind == EventKind.OrderCompleted;
        tally.IsStated |= line.Provenance == Provenance.Stated;
        // After a purchase or a word of the person's own nobody asks for the weight.
        if (!tally.HasPurchase && !tally.IsStated)
            tally.Weight += weight * Decay(_now - line.At);
        tally.Items.Add(product);
        tally.Days.Add(day);
        if (item.Class.IsDelicate && !tally.Categories.Contains(item.Category))
            tally.Categories.Add(item.Category);
        if (history.IsInVisit(line))
            tally.VisitItems.Add(product);
        if (tally.KnownSince is null && Suffices(tally, item.Class.IsDelicate, line.At))
            tally.KnownSince = line.At;
    }

    /// <summary>Whether it is enough to be carried on, as it stood at a moment.</summary>
    private bool Suffices(Tally tally, bool isDelicate, DateTimeOffset at)
    {
        if (tally.IsStated || _policy.StatedOnly)
            return tally.IsStated;
        if (isDelicate)
            return tally.HasPurchase && tally.Days.Count >= _policy.EvidenceDays;
        return tally.HasPurchase
            || (tally.Items.Count >= _policy.EvidenceItems && tally.Days.Count >= _policy.EvidenceDays && tally.Weight >= _policy.EvidenceWeight * Decay(_now - at));
    }

    /// <summary>What is left of a weight after so long. A weight kept as of now was larger before by the same factor.</summary>
    private double Decay(TimeSpan age) => age == TimeSpan.Zero ? 1 : Math.Pow(0.5, age.TotalDays / _policy.HalfLifeDays);

    private Tally Of(Topic topic) => _topics.TryGetValue(topic, out var tally) ? tally : _topics[topic] = new Tally(_policy);

    /// <summary>What one event speaks for its topic.</summary>
    public static int WeightOf(EventKind kind) => kind switch
    {
        EventKind.ProductViewed or EventKind.ProductClicked or EventKind.Played => 1,
        EventKind.AddedToCart or EventKind.Completed => 2,
        EventKind.AddedToWishlist => 3,
        EventKind.OrderCompleted => 4,
        _ => 0,
    };

    private sealed class Tally(TactPolicy policy)
    {
        public double Weight { get; set; }

        public bool HasPurchase { get; set; }

        public bool IsStated { get; set; }

        public Distinct<ItemId> Items { get; } = new(policy.EvidenceItems);

        public Distinct<ItemId> VisitItems { get; } = new(policy.EvidenceItems);

        public Distinct<int> Days { get; } = new(policy.EvidenceDays);

        public DateTimeOffset? KnownSince { get; set; }

        /// <summary>Of delicate items alone: there a category is the farthest a word goes (rule T8).</summary>
        public List<string> Categories { get; } = new(0);

        public List<DateTimeOffset> Hides { get; } = new(0);
    }

    /// <summary>Counts different values, up to so many: whether there are more makes no difference to any rule.</summary>
    private sealed class Distinct<T>(int enough)
    {
        private readonly T[] _values = new T[enough];

        public int Count { get; private set; }

        public void Add(T value)
        {
            if (Count < _values.Length && Array.IndexOf(_values, value, 0, Count) < 0)
                _values[Count++] = value;
        }
    }
}

/// <summary>How far a topic may be used.</summary>
public enum TopicStanding : byte
{
    /// <summary>Not at all on a personal basis.</summary>
    None = 0,

    /// <summary>In the visit that showed the interest, not later.</summary>
    ThisVisit = 1,

    /// <summary>In later visits too.</summary>
    Carried = 2,
}
