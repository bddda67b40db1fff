using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Orders as integers: which items lay in one order, by order and by item.</summary>
internal sealed class BasketRows
{
    private readonly List<int[]> _baskets = [];
    private readonly List<int> _customerOf = [];
    private readonly List<int>[] _byItem;

    /// <param name="items">All items, ascending.</param>
    internal BasketRows(IReadOnlyCollection<Contribution> contributions, ItemId[] items)
    {
        _byItem = new List<int>[items.Length];
        for (var item = 0; item < items.Length; item++)
            _byItem[item] = [];
        var customer = 0;
        foreach (var contribution in contributions)
        {
            customer++;
            foreach (var basket in contribution.Baskets)
                Add(customer, [.. basket.Select(item => Array.BinarySearch(items, item)).Where(item => item >= 0)]);
        }
    }

    /// <summary>The items bought in one order with <paramref name="item"/>, by how many customers, ties by id.</summary>
    internal int[] Together(int item, int support, int length, Scratch scratch)
    {
        var touched = new List<int>();
        foreach (var basket in _byItem[item])
        {
            var customer = _customerOf[basket];
            foreach (var other in _baskets[basket])
            {
                // Orders of one customer follow each other, so that the last one counted is enough to count each once.
                if (other == item || scratch.Last[other] == customer)
                    continue;
                scratch.Last[other] = customer;
                if (scratch.Customers[other]++ == 0)
                    touched.Add(other);
            }
        }

        var best = touched.Where(other => scratch.Customers[other] >= support)
            .OrderByDescending(other => scratch.Customers[other]).ThenBy(other => other).Take(length).ToArray();
        foreach (var other in touched)
            (scratch.Last[other], scratch.Customers[other]) = (0, 0);
        return best;
    }

    private void Add(int customer, int[] basket)
    {
        foreach (var item in basket)
            _byItem[item].Add(_baskets.Count);
        _baskets.Add(basket);
        _customerOf.Add(customer);
    }

    /// <summary>Buffers of one thread, all 0 between two items.</summary>
    internal sealed class Scratch(int itemCount)
    {
        internal int[] Last { get; } = new int[itemCount];

        internal int[] Customers { get; } = new int[itemCount];
    }
}
