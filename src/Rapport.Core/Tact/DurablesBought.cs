using System.Collections.Frozen;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Tact;

/// <summary>When a person last bought something of a category of which one has one thing (rule T14). Gifts are somebody else's, and what was given back is not had.</summary>
internal static class DurablesBought
{
    public static IReadOnlyDictionary<string, DateTimeOffset> In(UsableHistory history, ItemCatalogue catalogue, TactPolicy policy)
    {
        if (policy.Durables.Count == 0)
            return FrozenDictionary<string, DateTimeOffset>.Empty;
        var bought = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var refunds = new Refunds(history.Lines);
        foreach (var line in history.Lines)
        {
            if (line is not { Kind: EventKind.OrderCompleted, IsGift: false, Item: { } id } || refunds.Contain(line) || catalogue.Find(id) is not { } item || !policy.Durables.Any(item.IsIn))
                continue;
            if (!bought.TryGetValue(item.Category, out var before) || line.At > before)
                bought[item.Category] = line.At;
        }

        return bought;
    }
}
