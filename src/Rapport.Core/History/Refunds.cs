using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>What a history says was given back: whole orders, single items of them, or an item of whatever order.</summary>
public sealed class Refunds
{
    private readonly HashSet<(string? Order, ItemId? Item)>? _given;

    public Refunds(IEnumerable<HistoryLine> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        foreach (var line in history)
        {
            if (line.Kind == EventKind.OrderRefunded)
                (_given ??= []).Add((line.OrderId, line.Item));
        }
    }

    /// <summary>True for a purchase that was given back.</summary>
    public bool Contain(HistoryLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return _given is not null
            && line.Kind == EventKind.OrderCompleted
            && (_given.Contains((null, line.Item)) || (line.OrderId is { } order && (_given.Contains((order, line.Item)) || _given.Contains((order, null)))));
    }
}
