using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Ranks items for one person from what they have.</summary>
/// <remarks>
/// <para><b>Order and determinism</b>: a score is the sum of weight * signal over the person's items, ascending by item; ties of the ranking go to the smaller item id.</para>
/// <para><b>Cost</b>: the rows of the signals, twice; it never scans the catalogue. Only the answer is allocated.</para>
/// </remarks>
public static class Scorer
{
    [ThreadStatic]
    private static ScoreScratch? _scratch;

    /// <summary>The best items, best first, ties by item id; only items with a positive score.</summary>
    /// <param name="signals">The person's usable history; signals of one item add up.</param>
    /// <param name="excluded">Items that must not be among them; asked only for items that would be.</param>
    public static IReadOnlyList<ScoredItem> Personal(ItemItemModel model, IReadOnlyList<Signal> signals, Func<ItemId, bool> excluded, int top)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(excluded);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        if (top == 0)
            return [];
        return PersonalByIndex(model, signals, index => excluded(model.ItemAt(index)), top);
    }

    /// <param name="excluded">As in the other form, by index of the model.</param>
    internal static IReadOnlyList<ScoredItem> PersonalByIndex(ItemItemModel model, IReadOnlyList<Signal> signals, Func<int, bool> excluded, int top)
    {
        var sources = new ScoreSources(model, signals);
        var best = (_scratch ??= new ScoreScratch()).Best(model, sources, excluded, top);
        var parts = new ScoredItem.Lazily(sources, best);
        var scored = new ScoredItem[best.Length];
        for (var place = 0; place < scored.Length; place++)
            scored[place] = new ScoredItem(model.ItemAt(best[place].Item), best[place].Item, best[place].Score, parts, place);
        return scored;
    }
}
