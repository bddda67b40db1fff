using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Simulation;

/// <summary>One visit of the past: when a row would have been asked for, and what was taken after that.</summary>
/// <param name="Moments">The beginning, and the middle of a longer visit, when this visit already says something.</param>
internal sealed record Visit(IReadOnlyList<(DateTimeOffset At, HashSet<ItemId> Taken)> Moments)
{
    /// <summary>From so many different moments on, the middle is asked for too.</summary>
    private const int Longer = 3;

    /// <summary>The visits that began since a moment, in order.</summary>
    /// <param name="lines">Of one person.</param>
    public static IEnumerable<Visit> Since(DateTimeOffset since, IEnumerable<HistoryLine> lines, ItemCatalogue catalogue)
    {
        HistoryLine[] sorted = [.. lines.Where(line => Belongings.Strength(line.Kind) > 0 && line.Item is not null).OrderBy(line => line.At)];
        var known = new HashSet<ItemId>();
        for (var (first, next) = (0, 0); first < sorted.Length; first = next)
        {
            for (next = first + 1; next < sorted.Length && sorted[next].At - sorted[next - 1].At <= UsableHistory.VisitGap;)
                next++;
            if (sorted[first].At >= since && Of(sorted[first..next], known, catalogue) is { } visit)
                yield return visit;
            known.UnionWith(sorted[first..next].Select(line => catalogue.ProductOf(line.Item!.Value)));
        }
    }

    /// <summary>Null where nothing new was taken: then no row could have helped.</summary>
    private static Visit? Of(HistoryLine[] lines, HashSet<ItemId> known, ItemCatalogue catalogue)
    {
        var times = lines.Select(line => line.At).Distinct().ToArray();
        DateTimeOffset[] asked = times.Length >= Longer ? [times[0], times[times.Length / 2]] : [times[0]];
        var moments = asked
            .Select(at => (at, lines.Where(line => line.At >= at).Select(line => catalogue.ProductOf(line.Item!.Value)).Where(item => !known.Contains(item) && !lines.Any(line => line.At < at && catalogue.ProductOf(line.Item!.Value) == item)).ToHashSet()))
            .Where(moment => moment.Item2.Count > 0)
            .ToList();
        return moments.Count == 0 ? null : new Visit(moments);
    }
}
