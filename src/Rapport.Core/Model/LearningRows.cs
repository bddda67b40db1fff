using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Contributions as integers: which customer has which item with which fixed-point weight, by customer and by item.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: weight = round(2^16 * d^-gamma) * decay, d the customer's number of items: 2^-32 of a customer.
/// The weight of a pair is the larger of its two items' weights: the pair belongs to the month of its later event (ground rule 15).</para>
/// <para><b>Order and determinism</b>: items ascending by id. The order of customers shows nowhere, because sums of integers have none.</para>
/// </remarks>
internal sealed class LearningRows
{
    internal LearningRows(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf, ItemId[]? items = null)
    {
        Items = items ?? [.. contributions.SelectMany(each => each.Items).Select(each => each.Item).Distinct().Order()];
        Customers = contributions.Count;
        var indices = new Dictionary<ItemId, int>(Items.Length);
        for (var i = 0; i < Items.Length; i++)
            indices.Add(Items[i], i);

        var total = contributions.Sum(each => each.Items.Count);
        Starts = new int[Customers + 1];
        ItemOf = new int[total];
        WeightOf = new long[total];
        var decay = new Decay(settings.HalfLifeDays, asOf);
        var at = 0;
        var customer = 0;
        foreach (var contribution in contributions)
        {
            var weight = CustomerWeight(contribution.Items.Count, settings.Gamma);
            foreach (var (item, day) in contribution.Items)
            {
                ItemOf[at] = indices[item];
                WeightOf[at++] = weight * decay.At(day);
            }

            Starts[++customer] = at;
        }

        (ByItemStarts, ByItem) = Invert();
    }

    internal ItemId[] Items { get; }

    internal int Customers { get; }

    /// <summary>Length Customers + 1.</summary>
    internal int[] Starts { get; }

    internal int[] ItemOf { get; }

    internal long[] WeightOf { get; }

    /// <summary>Length ItemCount + 1.</summary>
    internal int[] ByItemStarts { get; }

    /// <summary>Customer and weight by item.</summary>
    internal (int Customer, long Weight)[] ByItem { get; }

    internal int SupportOf(int item) => ByItemStarts[item + 1] - ByItemStarts[item];

    internal static long CustomerWeight(int itemCount, double gamma) => (long)Math.Round(65_536 * DyadicPower.Of(itemCount, -gamma));

    private (int[] Starts, (int Customer, long Weight)[] Entries) Invert()
    {
        var starts = new int[Items.Length + 1];
        foreach (var item in ItemOf)
            starts[item + 1]++;
        for (var i = 0; i < Items.Length; i++)
            starts[i + 1] += starts[i];
        var next = starts[..^1];
        var entries = new (int, long)[ItemOf.Length];
        for (var customer = 0; customer < Customers; customer++)
        {
            for (var k = Starts[customer]; k < Starts[customer + 1]; k++)
                entries[next[ItemOf[k]]++] = (customer, WeightOf[k]);
        }

        return (starts, entries);
    }
}
