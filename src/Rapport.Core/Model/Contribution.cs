using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>What one customer gives the model: items with the day of the last event on each, and orders.</summary>
/// <param name="Items">Distinct items taken with the purpose <c>learning</c>, the latest 1,000, ascending by id.</param>
/// <param name="Baskets">Distinct item sets of orders, for bought-together counts; each ascending, at least 2 items.</param>
public sealed record Contribution(IReadOnlyList<ContributedItem> Items, IReadOnlyList<IReadOnlyList<ItemId>> Baskets)
{
    /// <summary>How soon she buys consumables again: one gap a category and one a topic, of the items above.</summary>
    public IReadOnlyList<RepeatGap> Gaps { get; init; } = [];
}

/// <summary>An item of a <see cref="Contribution"/>.</summary>
/// <param name="Day">Days since 1970-01-01 UTC of the latest event on it.</param>
public readonly record struct ContributedItem(ItemId Item, int Day)
{
    /// <summary>Taken on more than one day. The fit does not read it; the tuner does, so as not to take an old friend for a new one.</summary>
    public bool IsRepeated { get; init; }
}
