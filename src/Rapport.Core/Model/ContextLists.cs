using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>What strangers may see: lists made in batch, with at least k customers behind every entry and without scores (ground rule 7).</summary>
/// <remarks>
/// <b>Order and determinism</b>: best first, ties by item id. <b>Threads</b>: immutable. <b>Cost</b>: 4 bytes an entry.
/// </remarks>
public sealed class ContextLists
{
    private readonly ItemIndex _index;

    public ContextLists(DateTimeOffset asOf, IReadOnlyDictionary<ItemId, ItemId[]> related, IReadOnlyDictionary<ItemId, ItemId[]> together, IEnumerable<ItemId> popular, RepeatGaps? gaps = null)
    {
        ItemId[] shown = [.. popular];
        Items = [.. related.Concat(together).SelectMany(entry => entry.Value.Append(entry.Key)).Concat(shown).Distinct().Order()];
        _index = new ItemIndex(Items);
        (AsOf, RelatedRows, TogetherRows, Gaps) = (asOf, Rows(related), Rows(together), gaps ?? RepeatGaps.None);
        PopularPlaces = Array.ConvertAll(shown, _index.Find);
    }

    /// <param name="items">Ascending; lists name them by place.</param>
    internal ContextLists(DateTimeOffset asOf, ItemId[] items, ListRows related, ListRows together, int[] popular, RepeatGaps gaps)
    {
        (AsOf, Items, RelatedRows, TogetherRows, PopularPlaces, Gaps) = (asOf, items, related, together, popular, gaps);
        _index = new ItemIndex(items);
    }

    public static ContextLists Empty { get; } = new(DateTimeOffset.UnixEpoch, [], ListRows.Empty, ListRows.Empty, [], RepeatGaps.None);

    public DateTimeOffset AsOf { get; }

    /// <summary>Items by how many customers took them.</summary>
    public ItemList Popular => new(Items, PopularPlaces);

    /// <summary>How soon consumables are bought again. For the person who bought; no list shows it.</summary>
    public RepeatGaps Gaps { get; }

    internal ItemId[] Items { get; }

    internal ListRows RelatedRows { get; }

    internal ListRows TogetherRows { get; }

    internal int[] PopularPlaces { get; }

    /// <summary>Items taken by the same customers.</summary>
    public ItemList Related(ItemId item) => ListOf(RelatedRows, item);

    /// <summary>Items bought in one order with it.</summary>
    public ItemList Together(ItemId item) => ListOf(TogetherRows, item);

    private ItemList ListOf(ListRows rows, ItemId item) => _index.Find(item) is >= 0 and var place ? new ItemList(Items, rows.Row(place)) : default;

    private ListRows Rows(IReadOnlyDictionary<ItemId, ItemId[]> lists) =>
        ListRows.Of(Array.ConvertAll(Items, item => lists.TryGetValue(item, out var list) ? Array.ConvertAll(list, _index.Find) : null));
}
