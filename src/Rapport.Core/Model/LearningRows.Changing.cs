using Rapport.Core.Events;

namespace Rapport.Core.Model;

internal sealed partial class LearningRows
{
    /// <summary>The rows without some customers and with others.</summary>
    /// <returns>Over the same items, or over wider ones where somebody brings a new one.</returns>
    /// <exception cref="InvalidOperationException">One of the gone was not in them.</exception>
    internal LearningRows Changed(IReadOnlyCollection<Contribution> gone, IReadOnlyCollection<Contribution> come)
    {
        var leaving = Find(gone);
        ItemId[] fresh = [.. come.SelectMany(each => each.Items).Select(each => each.Item).Distinct().Where(item => Array.BinarySearch(Items, item) < 0)];
        ItemId[] items = fresh.Length == 0 ? Items : [.. Items.Concat(fresh).Order()];
        var places = fresh.Length == 0 ? null : PlacesIn(items);

        var total = ItemOf.Length - leaving.Sum(customer => Starts[customer + 1] - Starts[customer]) + come.Sum(each => each.Items.Count);
        var (starts, itemOf, ageOf) = (new int[Customers - leaving.Count + come.Count + 1], new int[total], new byte[total]);
        var (at, next) = (0, 0);
        for (var customer = 0; customer < Customers; customer++)
        {
            if (leaving.Contains(customer))
                continue;
            var length = Starts[customer + 1] - Starts[customer];
            Array.Copy(ItemOf, Starts[customer], itemOf, at, length);
            Array.Copy(AgeOf, Starts[customer], ageOf, at, length);
            starts[++next] = at += length;
        }

        if (places is not null)
        {
            foreach (ref var item in itemOf.AsSpan(0, at))
                item = places[item];
        }

        foreach (var contribution in come)
        {
            foreach (var (item, day) in contribution.Items)
                (itemOf[at], ageOf[at++]) = (Array.BinarySearch(items, item), _decay.AgeOf(day));
            starts[++next] = at;
        }

        return new LearningRows(items, starts, itemOf, ageOf, Settings, AsOf);
    }

    /// <summary>Where each item stands among wider ones.</summary>
    internal int[] PlacesIn(ItemId[] wider)
    {
        var places = new int[Items.Length];
        for (var (item, at) = (0, 0); item < places.Length; item++, at++)
        {
            while (wider[at] != Items[item])
                at++;
            places[item] = at;
        }

        return places;
    }

    /// <summary>A customer for each contribution whose row is the same. Which of several equal ones does not show.</summary>
    private HashSet<int> Find(IReadOnlyCollection<Contribution> gone)
    {
        var found = new HashSet<int>();
        foreach (var contribution in gone)
        {
            var indices = contribution.Items.Select(each => Array.BinarySearch(Items, each.Item)).ToArray();
            var ages = contribution.Items.Select(each => _decay.AgeOf(each.Day)).ToArray();
            if (indices.Length == 0 || Array.Exists(indices, index => index < 0) || !FindOne(indices, ages, found))
                throw new InvalidOperationException("Nobody is forgotten who was not learned from.");
        }

        return found;
    }

    private bool FindOne(int[] items, byte[] ages, HashSet<int> taken)
    {
        var rarest = items.MinBy(SupportOf);
        foreach (var customer in CustomerOf.AsSpan(ByItemStarts[rarest]..ByItemStarts[rarest + 1]))
        {
            var range = Starts[customer]..Starts[customer + 1];
            if (ItemOf.AsSpan(range).SequenceEqual(items) && AgeOf.AsSpan(range).SequenceEqual(ages) && taken.Add(customer))
                return true;
        }

        return false;
    }
}
