namespace Rapport.Core.Model;

/// <summary>Orders as integers: which items lay in one order, by order and by item, and how soon they come again.</summary>
/// <remarks><b>Threads</b>: immutable. <b>Cost</b>: 8 bytes an item of an order, 8 an order.</remarks>
internal sealed class BasketRows
{
    private readonly int[] _starts;
    private readonly int[] _items;
    private readonly int[] _customerOf;
    private readonly int[] _byItemStarts;
    private readonly int[] _byItem;

    /// <param name="starts">Length orders + 1: where each order's items begin; orders of one customer follow each other.</param>
    /// <param name="items">Items by their place.</param>
    /// <param name="customerOf">By order.</param>
    internal BasketRows(int itemCount, int[] starts, int[] items, int[] customerOf, RepeatGaps gaps)
    {
        (_starts, _items, _customerOf, Gaps) = (starts, items, customerOf, gaps);
        (_byItemStarts, _byItem) = (new int[itemCount + 1], new int[items.Length]);
        foreach (var item in items)
            _byItemStarts[item + 1]++;
        for (var item = 0; item < itemCount; item++)
            _byItemStarts[item + 1] += _byItemStarts[item];
        var next = _byItemStarts[..^1];
        for (var basket = 0; basket < customerOf.Length; basket++)
        {
            foreach (var item in items.AsSpan(starts[basket]..starts[basket + 1]))
                _byItem[next[item]++] = basket;
        }
    }

    /// <summary>How soon orders come again.</summary>
    internal RepeatGaps Gaps { get; }

    internal int Count => _customerOf.Length;

    /// <summary>The items of one order.</summary>
    internal ReadOnlySpan<int> this[int basket] => _items.AsSpan(_starts[basket].._starts[basket + 1]);

    /// <summary>The items bought in one order with <paramref name="item"/>, by how many customers, as near as the noise lets it, ties by id.</summary>
    internal int[] Together(int item, ListVeil.Noise noise, int length, Scratch scratch)
    {
        var touched = scratch.Touched;
        foreach (var basket in _byItem.AsSpan(_byItemStarts[item].._byItemStarts[item + 1]))
        {
            var customer = _customerOf[basket] + 1;
            foreach (var other in _items.AsSpan(_starts[basket].._starts[basket + 1]))
            {
                // Orders of one customer follow each other, so that the last one counted is enough to count each once.
                if (other == item || scratch.Last[other] == customer)
                    continue;
                scratch.Last[other] = customer;
                if (scratch.Customers[other]++ == 0)
                    touched.Add(other);
            }
        }

        foreach (var other in touched)
        {
            var customers = scratch.Customers[other];
            if (noise.Shows(other, customers))
                scratch.Best.Add(other, customers * noise.On(other, customers));
            (scratch.Last[other], scratch.Customers[other]) = (0, 0);
        }

        touched.Clear();
        return scratch.Best.Take(length);
    }

    /// <summary>Buffers of one thread, all 0 between two items.</summary>
    internal sealed class Scratch(int itemCount)
    {
        internal int[] Last { get; } = new int[itemCount];

        internal int[] Customers { get; } = new int[itemCount];

        internal List<int> Touched { get; } = [];

        internal BestPlaces Best { get; } = new();
    }
}
