namespace Rapport.Core.Model.Measuring;

/// <summary>What data is worth: quality with less of it. Settings and aggregates only: nothing in it is about a person.</summary>
/// <param name="Customers">Customers with held-out items.</param>
/// <param name="Items">Items ranked.</param>
/// <param name="ByTime">Whether the latest events are known; otherwise a fixed draw stands for them.</param>
/// <param name="Curve">From nothing known to everything.</param>
/// <param name="Signals">Without each kind of signal in turn, the most useful first; empty for a public data set.</param>
public sealed record ValueReport(int Customers, int Items, ModelSettings Settings, bool ByTime, IReadOnlyList<ValuePoint> Curve, IReadOnlyList<SignalValue> Signals)
{
    /// <summary>UTC, when a shop's own store was measured; none for a public data set.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>UTC: the model knew what came before, and was asked for what came after; none for a public data set.</summary>
    public DateTimeOffset? Cut { get; init; }
}

/// <summary>Quality with so much known of each customer when items are ranked; the model is the same.</summary>
/// <param name="Known"><c>nothing</c>: popular items; <c>contextual</c>: the list of the last item and nothing else; <c>events</c>: the customer's latest events.</param>
/// <param name="Events">How many of them; null for all.</param>
/// <param name="ShareOfFull">Recall and NDCG together, of what all events reach.</param>
public sealed record ValuePoint(string Known, int? Events, double RecallAt20, double NdcgAt20, double ShareOfFull);

/// <summary>Quality where a kind of signal was never kept: neither learned from nor ranked by.</summary>
/// <param name="Signal"><c>purchases</c>, <c>carts</c>, <c>wishes</c>, <c>views</c> or <c>plays</c>.</param>
/// <param name="Lines">Lines of history before the cut that carry it.</param>
/// <param name="RecallAt20">Without it.</param>
/// <param name="NdcgAt20">Without it.</param>
/// <param name="ShareKept">Recall and NDCG together, of what all signals reach.</param>
/// <param name="Loss">Paired bootstrap of all signals minus this.</param>
/// <param name="CanBeDropped">Quality is as good without it, as far as the interval tells.</param>
public sealed record SignalValue(string Signal, long Lines, double RecallAt20, double NdcgAt20, double ShareKept, QualityInterval Loss, bool CanBeDropped);
