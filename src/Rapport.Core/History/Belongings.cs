using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>What a history says a person has, wants and does not want, item by item.</summary>
/// <remarks>A refund undoes the order it names; taking off the wishlist undoes the wish. Variants are one product, named by <see cref="ItemCatalogue.ProductOf"/>. <b>Order</b>: later lines win.</remarks>
public sealed class Belongings
{
    private readonly Dictionary<ItemId, DateTimeOffset> _bought = [];
    private readonly Dictionary<ItemId, DateTimeOffset> _hidden = [];
    private readonly Dictionary<ItemId, HistoryLine> _strongest = [];
    private readonly Dictionary<ItemId, DateTimeOffset> _completed = [];
    private readonly IReadOnlySet<ItemId> _excluded;

    /// <param name="catalogue">Knows which items are variants; null where none are.</param>
    public Belongings(IEnumerable<HistoryLine> lines, ItemCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        IReadOnlyList<HistoryLine> all = lines as IReadOnlyList<HistoryLine> ?? [.. lines];
        _strongest.EnsureCapacity(all.Count);
        var refunds = new Refunds(all);
        _excluded = ExcludedIn(all);
        foreach (var line in all)
        {
            if (line.Item is { } item && !refunds.Contain(line))
                Add(item, line);
        }

        if (catalogue is { HasVariants: true })
        {
            _excluded = ExcludedIn(all, catalogue);
            FoldVariants(catalogue);
        }
    }

    /// <summary>Items bought and not given back, gifts included, with the time of the last purchase.</summary>
    public IReadOnlyDictionary<ItemId, DateTimeOffset> Bought => _bought;

    /// <summary>Items the person said no to, with the time.</summary>
    public IReadOnlyDictionary<ItemId, DateTimeOffset> Hidden => _hidden;

    /// <summary>Items played to their end, with the last time.</summary>
    public IReadOnlyDictionary<ItemId, DateTimeOffset> Completed => _completed;

    /// <summary>Items the person took out of their taste.</summary>
    public IReadOnlySet<ItemId> Excluded => _excluded;

    /// <summary>For each item of taste (no gifts, nothing given back, hidden or excluded) the line that says most: bought, wished, carted or completed, then viewed or played.</summary>
    public IReadOnlyDictionary<ItemId, HistoryLine> Taste => _strongest;

    /// <summary>Items somebody took out of their taste, wherever the line stands: what is played later is no change of mind.</summary>
    /// <param name="catalogue">Knows which items are variants; null where none are.</param>
    public static IReadOnlySet<ItemId> ExcludedIn(IReadOnlyList<HistoryLine> lines, ItemCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        HashSet<ItemId>? excluded = null;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i] is { Kind: EventKind.ExcludedFromTaste, Item: { } item })
                (excluded ??= []).Add(catalogue?.ProductOf(item) ?? item);
        }

        return excluded is null ? FrozenSet<ItemId>.Empty : excluded;
    }

    /// <summary>Counts what was said about any variant towards the product.</summary>
    private void FoldVariants(ItemCatalogue catalogue)
    {
        Fold(_bought, Later);
        Fold(_hidden, Later);
        Fold(_completed, Later);
        Fold(_strongest, (one, other) => (Strength(one.Kind), one.At).CompareTo((Strength(other.Kind), other.At)) > 0 ? one : other);
        foreach (var refused in _hidden.Keys.Concat(_excluded))
            _strongest.Remove(refused);

        void Fold<T>(Dictionary<ItemId, T> of, Func<T, T, T> best)
        {
            var variants = of.ToArray();
            of.Clear();
            foreach (var (variant, said) in variants)
            {
                var product = catalogue.ProductOf(variant);
                of[product] = of.TryGetValue(product, out var before) ? best(before, said) : said;
            }
        }

        static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
    }

    private void Add(ItemId item, HistoryLine line)
    {
        switch (line.Kind)
        {
            case EventKind.Hidden:
                _hidden[item] = line.At;
                _strongest.Remove(item);
                return;
            case EventKind.RemovedFromWishlist when _strongest.GetValueOrDefault(item)?.Kind == EventKind.AddedToWishlist:
            case EventKind.RemovedFromCart when _strongest.GetValueOrDefault(item)?.Kind == EventKind.AddedToCart:
                _strongest.Remove(item);
                return;
            case EventKind.OrderCompleted:
                _bought[item] = line.At;
                break;
            case EventKind.Completed:
                _completed[item] = line.At;
                break;
        }

        if (line.IsGift || (_hidden.Count > 0 && _hidden.ContainsKey(item)) || (_excluded.Count > 0 && _excluded.Contains(item)) || Strength(line.Kind) == 0)
            return;
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_strongest, item, out var isKnown);
        if (!isKnown || Strength(line.Kind) >= Strength(held!.Kind))
            held = line;
    }

    /// <summary>How much an event says of taste; 0 where it says nothing.</summary>
    internal static int Strength(EventKind kind) => kind switch
    {
        EventKind.OrderCompleted => 4,
        EventKind.AddedToWishlist => 3,
        EventKind.AddedToCart or EventKind.Completed => 2,
        EventKind.ProductViewed or EventKind.ProductClicked or EventKind.Played => 1,
        _ => 0,
    };
}
