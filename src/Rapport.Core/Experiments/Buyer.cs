using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Experiments;

/// <summary>When one person bought, and what the shop might do when she first did.</summary>
/// <param name="Mode"><c>personal</c> where suggestions were allowed at the first order, else <c>contextual</c>.</param>
/// <param name="Orders">What was not given back; gifts too.</param>
public sealed record Buyer(string Mode, IReadOnlyList<DateTimeOffset> Orders)
{
    /// <summary>Null for who bought nothing, or did not agree to be measured.</summary>
    public static Buyer? Of(ConsentLedger ledger, MeasuredHistory history)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(history);
        var refunds = new Refunds(history.Lines);
        var orders = history.Lines.Where(line => line.Kind == EventKind.OrderCompleted && !refunds.Contain(line)).Select(line => line.At).Distinct().Order().ToList();
        return orders.Count == 0 ? null : new Buyer(ledger.LastChoice(Purposes.Recommendations, orders[0]) is { Choice: ConsentChoice.Granted } ? "personal" : "contextual", orders);
    }
}
