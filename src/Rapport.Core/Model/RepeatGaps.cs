using System.Collections.Frozen;

namespace Rapport.Core.Model;

/// <summary>After how many days things of a category are bought again: the middle gap of its customers, of k customers or more.</summary>
/// <remarks><b>Shape and units</b>: days by full category path. <b>Threads</b>: immutable.</remarks>
public sealed class RepeatGaps
{
    private readonly FrozenDictionary<string, double> _days;

    public RepeatGaps(IReadOnlyDictionary<string, double> days) => _days = days.ToFrozenDictionary(StringComparer.Ordinal);

    public static RepeatGaps None { get; } = new(FrozenDictionary<string, double>.Empty);

    /// <summary>Null where too few customers bought again.</summary>
    public double? Of(string category) => _days.TryGetValue(category, out var days) ? days : null;

    internal IReadOnlyDictionary<string, double> All => _days;
}
