using System.Runtime.InteropServices;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>What a history says a person has, wants and does not want, item by item.</summary>
/// <remarks>A refund undoes the order it names; taking off the wishlist undoes the wish. <b>Order</b>: later lines win.</remarks>
public sealed class Belongings
{
    private readonly Dictionary<ItemId, DateTimeOffset> _bought = [];
    private readonly Dictionary<ItemId, DateTimeOffset> _hidden = [];
    private readonly Dictionary<ItemId, HistoryLine> _strongest = [];

    public Belongings(IEnumerable<HistoryLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        IReadOnlyList<HistoryLine> all = lines as IReadOnlyList<HistoryLine> ?? [.. lines];
        var refunds = new Refunds(all);
        foreach (var line in all)
        {
            if (line.Item is { } item && !refunds.Contain(line))
                Add(item, line);
        }
    }

    /// <summary>Items bought and not given back, gifts included, with the time of the last purchase.</summary>
    public IReadOnlyDictionary<ItemId, DateTimeOffset> Bought => _bought;

    /// <summary>Items the person said no to, with the time.</summary>
    public IReadOnlyDictionary<ItemId, DateTimeOffset> Hidden => _hidden;

    /// <summary>For each item of taste (no gifts, nothing given back or hidden) the line that says most: bought, wished, carted, then viewed.</summary>
    public IReadOnlyDictionary<ItemId, HistoryLine> Taste => _strongest;

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
        }

        if (line.IsGift || (_hidden.Count > 0 && _hidden.ContainsKey(item)) || Strength(line.Kind) == 0)
            return;
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_strongest, item, out var isKnown);
        if (!isKnown || Strength(line.Kind) >= Strength(held!.Kind))
            held = line;
    }

    private static int Strength(EventKind kind) => kind switch
    {
        EventKind.OrderCompleted => 4,
        EventKind.AddedToWishlist => 3,
        EventKind.AddedToCart => 2,
        EventKind.ProductViewed or EventKind.ProductClicked => 1,
        _ => 0,
    };
}
