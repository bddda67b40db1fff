using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>What a history says a person bought for themselves and kept: item by item, when.</summary>
/// <remarks>Gifts and what was given back do not count. Orders of one day count once, and variants are one product.</remarks>
public sealed class Purchases
{
    private readonly Dictionary<ItemId, SortedSet<DateTimeOffset>> _days = [];

    /// <param name="catalogue">Knows which items are variants; null where none are.</param>
    public Purchases(IReadOnlyList<HistoryLine> lines, ItemCatalogue? catalogue = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var refunds = new Refunds(lines);
        foreach (var line in lines)
        {
            if (line is not { Kind: EventKind.OrderCompleted, IsGift: false, Item: { } variant } || refunds.Contain(line))
                continue;
            var item = catalogue?.ProductOf(variant) ?? variant;
            if (!_days.TryGetValue(item, out var days))
                _days[item] = days = [];
            if (!days.Any(day => day.UtcDateTime.Date == line.At.UtcDateTime.Date))
                days.Add(line.At);
        }
    }

    public IReadOnlyCollection<ItemId> Items => _days.Keys;

    /// <summary>One moment for each day it was bought, ascending.</summary>
    public IReadOnlyCollection<DateTimeOffset> Of(ItemId item) => _days.GetValueOrDefault(item) ?? [];

    /// <summary>How many days pass between two purchases of it, the middle one; null when there were not two.</summary>
    public double? GapDays(ItemId item)
    {
        var days = _days.GetValueOrDefault(item);
        if (days is null || days.Count < 2)
            return null;
        var gaps = days.Zip(days.Skip(1), (earlier, later) => (later - earlier).TotalDays).Order().ToArray();
        return gaps.Length % 2 == 1 ? gaps[gaps.Length / 2] : (gaps[(gaps.Length / 2) - 1] + gaps[gaps.Length / 2]) / 2;
    }
}
