using System.Runtime.InteropServices;
using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Contributions folded as they are read: items as numbers, in flat arrays, one fold a range of customers.</summary>
/// <remarks>
/// <para><b>Order and determinism</b>: items are numbered as they come; <see cref="Merge"/> puts them in order.</para>
/// <para><b>Threads</b>: one fold, one thread. <b>Cost</b>: 5 bytes an item taken and 4 an item of a basket, twice that while an array grows.</para>
/// </remarks>
internal sealed class ContributionRows
{
    private readonly Decay _decay;
    private readonly bool _withBaskets;
    private readonly Dictionary<ItemId, int> _numbers = [];
    private readonly List<int> _sizes = [];
    private readonly List<int> _items = [];
    private readonly List<byte> _ages = [];
    private readonly List<int> _basketSizes = [];
    private readonly List<int> _basketItems = [];
    private readonly List<int> _basketsOf = [];
    private readonly List<RepeatGap> _gaps = [];

    /// <param name="withBaskets">Whether orders are kept too: the lists need them, the model does not.</param>
    internal ContributionRows(ModelSettings settings, DateTimeOffset asOf, bool withBaskets) =>
        (_decay, _withBaskets) = (new Decay(settings.HalfLifeDays, asOf), withBaskets);

    internal long Events => _items.Count;

    internal void Add(Contribution contribution)
    {
        foreach (var (item, day) in contribution.Items)
        {
            _items.Add(NumberOf(item));
            _ages.Add(_decay.AgeOf(day));
        }

        _sizes.Add(contribution.Items.Count);
        if (!_withBaskets)
            return;
        foreach (var basket in contribution.Baskets)
        {
            foreach (var item in basket)
                _basketItems.Add(NumberOf(item));
            _basketSizes.Add(basket.Count);
        }

        _basketsOf.Add(contribution.Baskets.Count);
        _gaps.AddRange(contribution.Gaps);
    }

    internal static ContributionRows Of(IEnumerable<Contribution> contributions, ModelSettings settings, DateTimeOffset asOf)
    {
        var rows = new ContributionRows(settings, asOf, withBaskets: true);
        foreach (var contribution in contributions)
            rows.Add(contribution);
        return rows;
    }

    /// <summary>Puts the folds of disjoint customers together, and lets go of them.</summary>
    internal static (LearningRows Rows, BasketRows Baskets) Merge(IReadOnlyList<ContributionRows> folds, ModelSettings settings, DateTimeOffset asOf)
    {
        ItemId[] items = [.. folds.SelectMany(fold => fold._numbers.Keys).Distinct().Order()];
        var index = new ItemIndex(items);
        var places = folds.Select(fold => fold.PlacesIn(index)).ToArray();
        var baskets = new BasketRows(
            items.Length,
            Sums(folds, fold => fold._basketSizes),
            Numbers(folds, places, fold => fold._basketItems),
            Owners(folds),
            RepeatGaps.From(folds.SelectMany(fold => fold._gaps), settings.Support));
        var itemOf = Numbers(folds, places, fold => fold._items);
        var (starts, ageOf) = (Sums(folds, fold => fold._sizes), Concat(folds, fold => fold._ages));
        return (new LearningRows(items, starts, itemOf, ageOf, settings, asOf), baskets);
    }

    private int NumberOf(ItemId item)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, item, out var known);
        return known ? number : number = _numbers.Count - 1;
    }

    private int[] PlacesIn(ItemIndex index)
    {
        var places = new int[_numbers.Count];
        foreach (var (item, number) in _numbers)
            places[number] = index.Find(item);
        _numbers.Clear();
        _numbers.TrimExcess();
        return places;
    }

    private static int[] Numbers(IReadOnlyList<ContributionRows> folds, int[][] places, Func<ContributionRows, List<int>> part)
    {
        var numbers = Concat(folds, part);
        var at = 0;
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var map = places[fold];
            foreach (ref var number in numbers.AsSpan(at, part(folds[fold]).Count))
                number = map[number];
            at += part(folds[fold]).Count;
            Release(part(folds[fold]));
        }

        return numbers;
    }

    /// <summary>Sizes of all folds as starts.</summary>
    private static int[] Sums(IReadOnlyList<ContributionRows> folds, Func<ContributionRows, List<int>> part)
    {
        int[] starts = [0, .. folds.SelectMany(part)];
        for (var k = 1; k < starts.Length; k++)
            starts[k] = checked(starts[k] + starts[k - 1]);
        foreach (var fold in folds)
            Release(part(fold));
        return starts;
    }

    /// <summary>The customer of each basket.</summary>
    private static int[] Owners(IReadOnlyList<ContributionRows> folds)
    {
        var counts = Concat(folds, fold => fold._basketsOf);
        var owners = new int[counts.Sum()];
        var at = 0;
        for (var customer = 0; customer < counts.Length; customer++)
        {
            owners.AsSpan(at, counts[customer]).Fill(customer);
            at += counts[customer];
        }

        return owners;
    }

    private static T[] Concat<T>(IReadOnlyList<ContributionRows> folds, Func<ContributionRows, List<T>> part)
    {
        var all = new T[folds.Sum(fold => part(fold).Count)];
        var at = 0;
        foreach (var fold in folds)
        {
            part(fold).CopyTo(all, at);
            at += part(fold).Count;
        }

        return all;
    }

    private static void Release(List<int> list)
    {
        list.Clear();
        list.TrimExcess();
    }
}
