using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Model;

/// <summary>What the model may learn from a customer file: the gate between history and model.</summary>
/// <remarks>
/// An item counts when it was ordered (not as a gift, not refunded), wished for or put in the cart (and not taken out again), or played to its end, each with the purpose
/// <c>learning</c> on its line and the ledger allowing it now. Sensitive items, and items the catalogue does not know and so cannot class, never count; nor does what was taken out of taste. Variants of one product are one item: the product.
/// </remarks>
public static class Contributions
{
    /// <summary>The most items one customer contributes: the latest ones (ground rule 15).</summary>
    public const int MaxItems = 1_000;

    /// <summary>Null when there is nothing the model may learn.</summary>
    public static Contribution? Of(CustomerFile file, ItemCatalogue catalogue, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(catalogue);
        if (!file.Ledger.Allows(Purposes.Learning, now))
            return null;

        var refunds = new Refunds(file.History);
        var excluded = Belongings.ExcludedIn(file.History, catalogue);
        var days = new Dictionary<ItemId, int>();
        var repeated = new HashSet<ItemId>();
        var bought = new Dictionary<ItemId, SortedSet<int>>();
        var baskets = new Dictionary<string, SortedSet<ItemId>>(StringComparer.Ordinal);
        for (var i = 0; i < file.History.Count; i++)
        {
            var line = file.History[i];
            if (line.Item is not { } variant || line.Provenance == Provenance.External || !line.Purposes.HasFlag(Purposes.Learning) || !MayLearn(catalogue, variant) || !Speaks(file.History, i, refunds))
                continue;
            // What is given back or taken out again is a variant; what is learned is the product.
            var item = catalogue.ProductOf(variant);
            if (excluded.Contains(item))
                continue;
            var day = DayOf(line.At);
            if (days.TryGetValue(item, out var known) && known != day)
                repeated.Add(item);
            days[item] = Math.Max(day, days.GetValueOrDefault(item, int.MinValue));
            if (line.Kind != EventKind.OrderCompleted)
                continue;
            (bought.TryGetValue(item, out var dates) ? dates : bought[item] = []).Add(day);
            if (line.OrderId is { } order)
                (baskets.TryGetValue(order, out var basket) ? basket : baskets[order] = []).Add(item);
        }

        return days.Count == 0 ? null : Latest(days, repeated, baskets.Values, kept => GapsIn(bought, kept, catalogue));
    }

    /// <summary>The next moment at which <see cref="Of"/> may answer otherwise though nothing was written: a yes begins or expires. Null where there is none.</summary>
    public static DateTimeOffset? ChangesAt(CustomerFile file, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(file);
        DateTimeOffset? next = null;
        foreach (var entry in file.Ledger.Entries)
        {
            if (entry.Purpose != Purposes.Learning || entry.Scope is not null)
                continue;
            foreach (var moment in new[] { entry.At, entry.At.AddDays(PurposeCatalogue.Find(Purposes.Learning).ExpiresAfterDays) })
            {
                if (moment > now && (next is null || moment < next))
                    next = moment;
            }
        }

        return next;
    }

    internal static int DayOf(DateTimeOffset at) => (int)(at.ToUnixTimeSeconds() / 86_400);

    private static bool MayLearn(ItemCatalogue catalogue, ItemId item) =>
        catalogue.Find(item) is { Class.IsSensitive: false } known && (known.GroupId is null || catalogue.Find(catalogue.ProductOf(item)) is { Class.IsSensitive: false });

    private static bool Speaks(IReadOnlyList<HistoryLine> history, int index, Refunds refunds)
    {
        var line = history[index];
        return line.Kind switch
        {
            EventKind.OrderCompleted => !line.IsGift && !refunds.Contain(line),
            EventKind.AddedToWishlist => !TakenBack(history, index, EventKind.RemovedFromWishlist),
            EventKind.AddedToCart => !TakenBack(history, index, EventKind.RemovedFromCart),
            EventKind.Completed => true,
            _ => false,
        };
    }

    private static bool TakenBack(IReadOnlyList<HistoryLine> history, int index, EventKind removal)
    {
        var added = history[index];
        for (var i = 0; i < history.Count; i++)
        {
            var line = history[i];
            if (line.Kind == removal && line.Item == added.Item && (line.At > added.At || (line.At == added.At && i > index)))
                return true;
        }

        return false;
    }

    private static Contribution Latest(Dictionary<ItemId, int> days, HashSet<ItemId> repeated, IEnumerable<SortedSet<ItemId>> baskets, Func<HashSet<ItemId>, RepeatGap[]> gapsOf)
    {
        var kept = days.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MaxItems)
            .Select(pair => new ContributedItem(pair.Key, pair.Value) { IsRepeated = repeated.Contains(pair.Key) }).OrderBy(entry => entry.Item).ToArray();
        var allowed = kept.Select(entry => entry.Item).ToHashSet();
        ItemId[][] keptBaskets = [.. baskets.Select(basket => basket.Where(allowed.Contains).ToArray()).Where(basket => basket.Length > 1)];
        return new Contribution(kept, keptBaskets) { Gaps = gapsOf(allowed) };
    }

    /// <summary>Her middle gap between two days on which she bought the same consumable, by category and by topic.</summary>
    private static RepeatGap[] GapsIn(Dictionary<ItemId, SortedSet<int>> bought, HashSet<ItemId> kept, ItemCatalogue catalogue)
    {
        var gaps = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (id, days) in bought)
        {
            if (days.Count < 2 || !kept.Contains(id) || catalogue.Find(id) is not { IsConsumable: true } item)
                continue;
            foreach (var name in new[] { item.Category, item.Topic.Name }.Distinct(StringComparer.Ordinal))
                (gaps.TryGetValue(name, out var known) ? known : gaps[name] = []).AddRange(days.Zip(days.Skip(1), (earlier, later) => later - earlier));
        }

        return [.. gaps.Select(entry => new RepeatGap(entry.Key, RepeatGaps.Middle(entry.Value)))];
    }
}
