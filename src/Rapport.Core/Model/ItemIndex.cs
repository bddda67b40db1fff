using System.Numerics;
using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Where an item stands in an array of distinct items.</summary>
/// <remarks><b>Threads</b>: immutable. <b>Cost</b>: 8 to 16 bytes an item, a look-up is O(1).</remarks>
internal sealed class ItemIndex
{
    private readonly ItemId[] _items;
    private readonly int[] _slots;

    internal ItemIndex(ItemId[] items)
    {
        _items = items;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)(items.Length * 2) + 2)];
        for (var place = 0; place < items.Length; place++)
        {
            if (Slot(items[place]) is var slot && _slots[slot] != 0)
                throw new ArgumentException("An item stands there twice.", nameof(items));
            _slots[slot] = place + 1;
        }
    }

    /// <summary>The item's place, or -1.</summary>
    internal int Find(ItemId item) => _slots[Slot(item)] - 1;

    private int Slot(ItemId item)
    {
        var slot = item.GetHashCode() & (_slots.Length - 1);
        while (_slots[slot] != 0 && _items[_slots[slot] - 1] != item)
            slot = (slot + 1) & (_slots.Length - 1);
        return slot;
    }
}
