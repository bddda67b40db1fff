using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>The personal model: for each item a person has, how much it speaks for each other item.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: sparse rows by source item, target indices ascending, weights of the local ridge (spec: local ridge over a customer-weighted integer Gram).</para>
/// <para><b>Order and determinism</b>: items ascending by ordinal id; equal bytes for equal inputs.</para>
/// <para><b>Threads</b>: immutable. <b>Cost</b>: ItemCount * m weights of 8 bytes.</para>
/// </remarks>
public sealed class ItemItemModel
{
    private readonly ItemId[] _items;
    private readonly ItemIndex _index;
    private readonly int[] _support;
    private readonly int[] _starts;
    private readonly int[] _targets;
    private readonly float[] _weights;

    /// <param name="support">Customers by item.</param>
    /// <param name="starts">Length ItemCount + 1: where each source's row begins.</param>
    internal ItemItemModel(ModelSettings settings, DateTimeOffset asOf, int customers, ItemId[] items, int[] support, int[] starts, int[] targets, float[] weights)
    {
        (Settings, AsOf, Customers) = (settings, asOf, customers);
        (_items, _support, _starts, _targets, _weights) = (items, support, starts, targets, weights);
        _index = new ItemIndex(items);
    }

    public static ItemItemModel Empty { get; } = new(new ModelSettings(), DateTimeOffset.UnixEpoch, 0, [], [], [0], [], []);

    public ModelSettings Settings { get; }

    /// <summary>The first moment of the month it is as of (ground rule 15).</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>How many customers it learned from.</summary>
    public int Customers { get; }

    public int ItemCount => _items.Length;

    internal (int[] Starts, int[] Targets, float[] Weights) Rows => (_starts, _targets, _weights);

    /// <summary>Index of an item, or -1 when the model does not know it.</summary>
    public int IndexOf(ItemId item) => _index.Find(item);

    public ItemId ItemAt(int index) => _items[index];

    /// <summary>How many customers took an item.</summary>
    public int SupportOf(int index) => _support[index];

    /// <summary>Target indices of a source item, ascending.</summary>
    public ReadOnlySpan<int> TargetsOf(int source) => _targets.AsSpan(_starts[source].._starts[source + 1]);

    /// <summary>Weights beside <see cref="TargetsOf"/>.</summary>
    public ReadOnlySpan<float> WeightsOf(int source) => _weights.AsSpan(_starts[source].._starts[source + 1]);
}
