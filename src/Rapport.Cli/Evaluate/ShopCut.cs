using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>A shop's own store, cut in time: what was before is known, what customers took after is asked for.</summary>
/// <remarks>
/// <para>Every file passes the gates of learning and of ranking as of now, so that nothing is measured on what may not be used. Customers become numbers
/// by the order of reading; the store is read again for each kind of signal, so that one cut at a time is in memory. Nothing is written.</para>
/// <para><b>Threads</b>: not safe.</para>
/// </remarks>
internal sealed class ShopCut(ICustomerStore store, TenantId tenant, ItemCatalogue catalogue, DateTimeOffset now)
{
    /// <summary>The part of the time that lies before the cut where nobody says otherwise.</summary>
    private const double Before = 0.8;

    /// <summary>Kinds of signals; taking back belongs to the signal it takes back.</summary>
    internal static readonly IReadOnlyList<(string Name, EventKind[] Kinds)> Signals =
    [
        ("purchases", [EventKind.OrderCompleted, EventKind.OrderRefunded]),
        ("carts", [EventKind.AddedToCart, EventKind.RemovedFromCart]),
        ("wishes", [EventKind.AddedToWishlist, EventKind.RemovedFromWishlist]),
        ("views", [EventKind.ProductViewed, EventKind.ProductClicked]),
        ("plays", [EventKind.Played, EventKind.Completed]),
    ];

    private static readonly EventKind[] Taken = [EventKind.OrderCompleted, EventKind.OrderRefunded, EventKind.Completed, EventKind.ExcludedFromTaste];

    private readonly Dictionary<ItemId, int> _numbers = [];

    /// <summary>Lines before the cut by kind, of the last reading.</summary>
    internal Dictionary<EventKind, long> Lines { get; } = [];

    /// <summary>The moment before which four fifths of the shop's time lie; null where there is nothing to learn from.</summary>
    internal async Task<DateTimeOffset?> FindAsync(CancellationToken cancellation)
    {
        var (first, last) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        await foreach (var file in store.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            if (!file.Ledger.Allows(Purposes.Learning, now))
                continue;
            foreach (var line in file.History)
            {
                if (line.Purposes.HasFlag(Purposes.Learning))
                    (first, last) = (line.At < first ? line.At : first, line.At > last ? line.At : last);
            }
        }

        return first < last ? first + ((last - first) * Before) : null;
    }

    /// <param name="without">Kinds of events that are read as if they had never been kept.</param>
    internal async Task<InteractionData> ReadAsync(DateTimeOffset cut, EventKind[] without, CancellationToken cancellation)
    {
        var (train, test) = (new SortedDictionary<int, int[]>(), new SortedDictionary<int, int[]>());
        var (times, signals) = (new Dictionary<(int, int), (int, double)>(), new Dictionary<int, Signal[]>());
        var customer = -1;
        Lines.Clear();
        await foreach (var file in store.ReadAllAsync(tenant, cancellation).ConfigureAwait(false))
        {
            customer++;
            var before = Part(file, line => line.At < cut && !without.Contains(line.Kind));
            var usable = UsableHistory.Of(before, Purposes.Recommendations, catalogue, now);
            if (Contributions.Of(before, catalogue, now) is not { } contribution)
            {
                if (usable.Lines.Count > 0 && file.Ledger.Allows(Purposes.Learning, now))
                    signals[customer] = SignalsOf(usable);
                continue;
            }

            train[customer] = [.. contribution.Items.Select(each => NumberOf(each.Item)).Order()];
            foreach (var each in contribution.Items)
                times[(customer, NumberOf(each.Item))] = (each.IsRepeated ? 2 : 1, Math.Max(0, (cut - DateTimeOffset.UnixEpoch.AddDays(each.Day)).TotalDays));
            if (usable.Lines.Count == 0)
                continue;
            signals[customer] = SignalsOf(usable);
            foreach (var line in before.History)
                Lines[line.Kind] = Lines.GetValueOrDefault(line.Kind) + 1;
            int[] wanted = [.. TakenAfter(file, cut).Where(item => Array.BinarySearch(train[customer], item) < 0)];
            if (wanted.Length > 0)
                test[customer] = wanted;
        }

        return InteractionData.Of(train, test, times, signals);
    }

    private int[] TakenAfter(CustomerFile file, DateTimeOffset cut) =>
        Contributions.Of(Part(file, line => line.At >= cut && Taken.Contains(line.Kind)), catalogue, now) is { } after ? [.. after.Items.Select(each => NumberOf(each.Item)).Order()] : [];

    private Signal[] SignalsOf(UsableHistory usable) => [.. new Belongings(usable.Lines, catalogue).Taste
        .OrderByDescending(taste => taste.Value.At).ThenBy(taste => taste.Key)
        .Select(taste => Signal.Of(InteractionData.Name(NumberOf(taste.Key)), taste.Value))];

    private static CustomerFile Part(CustomerFile file, Func<HistoryLine, bool> which) => new(file.Customer, file.Ledger, file.History.Where(which), [], file.ErasedAt);

    private int NumberOf(ItemId item)
    {
        if (!_numbers.TryGetValue(item, out var number))
            _numbers.Add(item, number = _numbers.Count);
        return number;
    }
}
