using Rapport.Core.Events;

namespace Rapport.Core.Model;

/// <summary>Ranks items for one person from what they have.</summary>
public static class Scorer
{
    /// <summary>The best items, best first, ties by item id; only items with a positive score.</summary>
    /// <param name="signals">The person's usable history, at most one per item.</param>
    /// <param name="excluded">Items that must not be among them; asked only for items that would be.</param>
    public static IReadOnlyList<Candidate> Personal(ItemItemModel model, IReadOnlyList<Signal> signals, Func<ItemId, bool> excluded, int top) => throw new NotImplementedException();
}
