using System.Collections.Frozen;
using Rapport.Core.Catalogue;

namespace Rapport.Core.Model;

/// <summary>After how many days consumables of a category are bought again: the middle gap of its customers, of k customers or more.</summary>
/// <remarks>
/// <para>Each customer gives one number to a category, her own middle gap, so that a regular weighs no more than others. A category with fewer than k of them has none; its topic's gap stands in.</para>
/// <para>The noise of <see cref="ListVeil"/> is not needed: no count is shown or orders anything, and one customer among k moves a middle rounded to whole weeks rarely and by little.</para>
/// <para><b>Shape and units</b>: days, whole weeks, by full category path and by topic. <b>Order and determinism</b>: a pure function of the set of customers, in whatever order they come.
/// <b>Threads</b>: immutable.</para>
/// </remarks>
public sealed class RepeatGaps
{
    private const int Week = 7;

    private readonly FrozenDictionary<string, int> _days;

    public RepeatGaps(IReadOnlyDictionary<string, int> days) => _days = days.ToFrozenDictionary(StringComparer.Ordinal);

    public static RepeatGaps None { get; } = new(FrozenDictionary<string, int>.Empty);

    /// <summary>By name, in ordinal order.</summary>
    internal IEnumerable<KeyValuePair<string, int>> All => _days.OrderBy(entry => entry.Key, StringComparer.Ordinal);

    internal int Count => _days.Count;

    /// <summary>The gap of the item's category, else of its topic; null where too few customers bought again.</summary>
    public int? Of(CatalogueItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return _days.TryGetValue(item.Category, out var days) || _days.TryGetValue(item.Topic.Name, out days) ? days : null;
    }

    /// <param name="gaps">One customer's middle gap in days each, by category or topic.</param>
    /// <param name="support">k.</param>
    internal static RepeatGaps From(IEnumerable<RepeatGap> gaps, int support) =>
        new(gaps.GroupBy(gap => gap.Category, gap => gap.Days, StringComparer.Ordinal)
            .Where(category => category.Count() >= support)
            .ToDictionary(category => category.Key, category => WholeWeeks(Middle(category)), StringComparer.Ordinal));

    /// <summary>The middle one; of an even number the earlier of the two, so that it is one of them.</summary>
    internal static int Middle(IEnumerable<int> days)
    {
        var ordered = days.Order().ToArray();
        return ordered[(ordered.Length - 1) / 2];
    }

    private static int WholeWeeks(int days) => Math.Max(Week, (days + (Week / 2)) / Week * Week);
}

/// <summary>What one customer says of how soon consumables of a category are bought again.</summary>
/// <param name="Category">A full category path, or a topic.</param>
/// <param name="Days">The middle of her gaps, at least 1.</param>
public readonly record struct RepeatGap(string Category, int Days);
