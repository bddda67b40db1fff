using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Contributions as integers: which customer has which item of which age, by customer and by item. The exact Gram in factored form.</summary>
/// <remarks>
/// <para><b>Shape and units</b>: weight = round(2^16 * d^-gamma) * decay, d the customer's number of items: 2^-32 of a customer.
/// The weight of a pair is the smaller of its two items' weights: the pair belongs to the month of its earlier event (ADR 0004).</para>
/// <para><b>Order and determinism</b>: items ascending by id. The order of customers shows nowhere, because sums of integers have none.</para>
/// <para><b>Threads</b>: immutable. <b>Cost</b>: 10 bytes an event.</para>
/// </remarks>
internal sealed partial class LearningRows
{
    /// <summary>What one unit of the weights is worth.</summary>
    internal const double Unit = 1.0 / (1L << 32);

    private readonly Decay _decay;
    private readonly Decay _trend;

    /// <param name="items">Ascending.</param>
    /// <param name="starts">Length Customers + 1: where each customer's items begin.</param>
    /// <param name="itemOf">Indices of items, ascending within a customer.</param>
    /// <param name="ageOf">Beside them, months by <see cref="Decay.AgeOf"/>.</param>
    internal LearningRows(ItemId[] items, int[] starts, int[] itemOf, byte[] ageOf, ModelSettings settings, DateTimeOffset asOf)
    {
        (Items, Starts, ItemOf, AgeOf, Settings, AsOf) = (items, starts, itemOf, ageOf, settings, Decay.PeriodOf(asOf));
        (_decay, _trend) = (new Decay(settings.HalfLifeDays, asOf), new Decay(settings.TrendDays, asOf));
        WeightOf = new int[starts.Length - 1];
        for (var customer = 0; customer < WeightOf.Length; customer++)
            WeightOf[customer] = CustomerWeight(Math.Max(1, starts[customer + 1] - starts[customer]), settings.Gamma);
        (ByItemStarts, CustomerOf, ByItemAge) = (new int[items.Length + 1], new int[itemOf.Length], new byte[itemOf.Length]);
        Invert();
    }

    internal ModelSettings Settings { get; }

    /// <summary>The first moment of the month it is as of.</summary>
    internal DateTimeOffset AsOf { get; }

    internal ItemId[] Items { get; }

    internal int Customers => WeightOf.Length;

    /// <summary>Length Customers + 1.</summary>
    internal int[] Starts { get; }

    internal int[] ItemOf { get; }

    internal byte[] AgeOf { get; }

    /// <summary>By customer, 2^-16 of a customer, before decay.</summary>
    internal int[] WeightOf { get; }

    /// <summary>Length ItemCount + 1.</summary>
    internal int[] ByItemStarts { get; }

    /// <summary>Customers by item.</summary>
    internal int[] CustomerOf { get; }

    /// <summary>Beside <see cref="CustomerOf"/>, months.</summary>
    internal byte[] ByItemAge { get; }

    /// <summary>What an event counts as by its age.</summary>
    internal ReadOnlySpan<long> Factors => _decay.Factors;

    internal static LearningRows Of(IReadOnlyCollection<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf)
    {
        ItemId[] items = [.. contributions.SelectMany(each => each.Items).Select(each => each.Item).Distinct().Order()];
        var indices = new Dictionary<ItemId, int>(items.Length);
        for (var i = 0; i < items.Length; i++)
            indices.Add(items[i], i);
        var total = contributions.Sum(each => each.Items.Count);
        var (starts, itemOf, ageOf) = (new int[contributions.Count + 1], new int[total], new byte[total]);
        var decay = new Decay(settings.HalfLifeDays, asOf);
        var (at, customer) = (0, 0);
        foreach (var contribution in contributions)
        {
            foreach (var (item, day) in contribution.Items)
                (itemOf[at], ageOf[at++]) = (indices[item], decay.AgeOf(day));
            starts[++customer] = at;
        }

        return new LearningRows(items, starts, itemOf, ageOf, settings, asOf);
    }

    /// <summary>How many customers took an item.</summary>
    internal int SupportOf(int item) => ByItemStarts[item + 1] - ByItemStarts[item];

    /// <summary>The sum of an item's weights: its diagonal entry of the Gram.</summary>
    internal long SumOf(int item)
    {
        var sum = 0L;
        for (var k = ByItemStarts[item]; k < ByItemStarts[item + 1]; k++)
            sum += WeightOf[CustomerOf[k]] * Factors[ByItemAge[k]];
        return sum;
    }

    /// <summary>How many customers took an item lately, those of older months counting less: <see cref="Decay.One"/> each at most.</summary>
    internal long FreshOf(int item)
    {
        var sum = 0L;
        foreach (var age in ByItemAge.AsSpan(ByItemStarts[item]..ByItemStarts[item + 1]))
            sum += _trend.Factors[age];
        return sum;
    }

    internal static int CustomerWeight(int itemCount, double gamma) => (int)Math.Round(65_536 * DyadicPower.Of(itemCount, -gamma));

    private void Invert()
    {
        foreach (var item in ItemOf)
            ByItemStarts[item + 1]++;
        for (var i = 0; i < Items.Length; i++)
            ByItemStarts[i + 1] += ByItemStarts[i];
        var next = ByItemStarts[..^1];
        for (var customer = 0; customer < Customers; customer++)
        {
            for (var k = Starts[customer]; k < Starts[customer + 1]; k++)
            {
                var at = next[ItemOf[k]]++;
                (CustomerOf[at], ByItemAge[at]) = (customer, AgeOf[k]);
            }
        }
    }
}
