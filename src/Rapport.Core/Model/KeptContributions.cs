using System.Runtime.InteropServices;
using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>What each customer gave the model, as it was when it was learned: what must go out when her file changes.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: items by a number of their own, days since 1970-01-01 in 16 bits.</para>
/// <para><b>Threads</b>: not safe. <b>Cost</b>: 6 bytes an item taken and some 200 a customer.</para>
/// </remarks>
internal sealed class KeptContributions
{
    private readonly Dictionary<CustomerId, Kept> _customers = [];
    private readonly Dictionary<ItemId, int> _numbers = [];
    private readonly List<ItemId> _items = [];

    internal long Events { get; private set; }

    /// <summary>What is kept of a customer; null where she gave nothing.</summary>
    internal Contribution? Find(CustomerId customer) =>
        _customers.TryGetValue(customer, out var kept) && kept.Items.Length > 0
            ? new Contribution([.. kept.Items.Zip(kept.Days, (item, day) => new ContributedItem(_items[item], day))], [])
            : null;

    /// <param name="until">When her contribution changes by itself; null where it does not.</param>
    internal void Keep(CustomerId customer, Contribution? contribution, DateTimeOffset? until)
    {
        if (_customers.Remove(customer, out var before))
            Events -= before.Items.Length;
        if (contribution is null && until is null)
            return;
        var (items, days) = (new int[contribution?.Items.Count ?? 0], new ushort[contribution?.Items.Count ?? 0]);
        for (var k = 0; k < items.Length; k++)
            (items[k], days[k]) = (NumberOf(contribution!.Items[k].Item), checked((ushort)contribution.Items[k].Day));
        _customers.Add(customer, new Kept(items, days, until ?? DateTimeOffset.MaxValue));
        Events += items.Length;
    }

    /// <summary>Customers whose contribution changed by itself.</summary>
    internal IEnumerable<CustomerId> Due(DateTimeOffset now) => _customers.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key);

    /// <summary>Takes over what was kept of other customers.</summary>
    internal void Join(KeptContributions other)
    {
        foreach (var (customer, kept) in other._customers)
        {
            _customers.Add(customer, kept with { Items = Array.ConvertAll(kept.Items, item => NumberOf(other._items[item])) });
            Events += kept.Items.Length;
        }
    }

    private int NumberOf(ItemId item)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, item, out var known);
        if (known)
            return number;
        _items.Add(item);
        return number = _items.Count - 1;
    }

    private readonly record struct Kept(int[] Items, ushort[] Days, DateTimeOffset Until);
}
