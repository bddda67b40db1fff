using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Experiments;

/// <summary>What one visit took to find something.</summary>
/// <param name="SecondsToFind">To the first look at an item that was put into the cart, wished for or bought in the same visit; null when none was.</param>
/// <param name="SecondsToCart">To the first thing in the cart; null when none was put there.</param>
/// <param name="Steps">Looks, lists and searches before that.</param>
public sealed record Visit(DateTimeOffset Start, double? SecondsToFind, double? SecondsToCart, int Steps, int Searches)
{
    /// <summary>The visits in a history, earliest first: a visit ends when nothing happened for half an hour.</summary>
    public static IReadOnlyList<Visit> In(IEnumerable<HistoryLine> lines)
    {
        var visits = new List<Visit>();
        var open = new List<HistoryLine>();
        foreach (var line in lines.Where(line => line.Kind is not (EventKind.OrderRefunded or EventKind.Mailed or EventKind.Shown)).OrderBy(line => line.At))
        {
            if (open.Count > 0 && line.At - open[^1].At > UsableHistory.VisitGap)
            {
                visits.Add(Of(open));
                open.Clear();
            }

            open.Add(line);
        }

        if (open.Count > 0)
            visits.Add(Of(open));
        return visits;
    }

    private static Visit Of(List<HistoryLine> lines)
    {
        var start = lines[0].At;
        var chosen = lines.Where(IsChoice).Select(line => line.Item).ToHashSet();
        var found = lines.Find(line => line.Kind is EventKind.ProductViewed or EventKind.ProductClicked && chosen.Contains(line.Item) || IsChoice(line));
        var cart = lines.FindIndex(line => line.Kind == EventKind.AddedToCart);
        var before = cart < 0 ? [] : lines[..cart];
        return new Visit(
            start,
            found is null ? null : (found.At - start).TotalSeconds,
            cart < 0 ? null : (lines[cart].At - start).TotalSeconds,
            before.Count(IsStep),
            before.Count(line => line.Kind == EventKind.ProductsSearched));
    }

    private static bool IsChoice(HistoryLine line) => line is { Kind: EventKind.AddedToCart or EventKind.AddedToWishlist or EventKind.OrderCompleted, Item: not null };

    private static bool IsStep(HistoryLine line) => line.Kind is EventKind.ProductViewed or EventKind.ProductClicked or EventKind.ProductsSearched or EventKind.CategoryViewed;
}
