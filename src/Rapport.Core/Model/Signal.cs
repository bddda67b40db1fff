using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Model;

/// <summary>One item of a person's usable history, as the scorer reads it.</summary>
/// <param name="Weight">1 for bought, wished or carted; less for viewed.</param>
public readonly record struct Signal(ItemId Item, double Weight)
{
    private const double ViewWeight = 0.5;

    /// <summary>What an item of the history says, by the line that says most.</summary>
    public static Signal Of(ItemId item, HistoryLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return new Signal(item, line.Kind is EventKind.ProductViewed or EventKind.ProductClicked or EventKind.Played ? ViewWeight : 1);
    }
}
