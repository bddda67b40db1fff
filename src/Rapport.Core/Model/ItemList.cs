using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>One of the batch lists: items, best first, kept as numbers.</summary>
/// <remarks><b>Default value</b>: empty. <b>Threads</b>: immutable.</remarks>
public readonly struct ItemList
{
    private readonly ItemId[]? _items;
    private readonly ArraySegment<int> _places;

    internal ItemList(ItemId[] items, ArraySegment<int> places) => (_items, _places) = (items, places);

    public int Length => _places.Count;

    public bool IsEmpty => Length == 0;

    public ItemId this[int place] => _items![_places[place]];

    public ItemId[] ToArray()
    {
        var items = new ItemId[Length];
        for (var place = 0; place < items.Length; place++)
            items[place] = this[place];
        return items;
    }
}
