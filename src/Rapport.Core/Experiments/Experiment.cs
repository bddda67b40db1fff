using Rapport.Core.Recommendations;
using Rapport.Core.Tact;

namespace Rapport.Core.Experiments;

/// <summary>An experiment as a shop wrote it down: what is tried, where, on what share of people, and until when.</summary>
/// <remarks><b>Invariant</b>: once it began, only its end may be set or moved nearer; another share or another surface would mix two experiments in one figure.</remarks>
/// <param name="ControlShare">Of those who take part, 0.01 to 0.99.</param>
/// <param name="End">Null while nobody ended it.</param>
/// <param name="Policy">What deviates from the shop's policy in the treatment arm; for <see cref="ExperimentKind.Policy"/> and no other.</param>
public sealed record Experiment(string Id, ExperimentKind Kind, IReadOnlyList<Surface> Surfaces, double ControlShare, DateTimeOffset Start, DateTimeOffset? End = null, PolicyPart? Policy = null)
{
    public const int MaxIdLength = 64;

    /// <summary>The longest an experiment may run: as long as the history it is measured on is kept.</summary>
    public const int MaxDays = 365;

    public bool IsRunning(DateTimeOffset now) => Start <= now && !(End <= now) && now < Start.AddDays(MaxDays);

    public bool IsOn(Surface surface) => Surfaces.Contains(surface);

    /// <summary>The first thing wrong with it, as a path; null when it holds.</summary>
    public string? Mistake()
    {
        if (Id.Length is 0 or > MaxIdLength || !Id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            return "$.id";
        if (Kind == ExperimentKind.None)
            return "$.kind";
        if (Surfaces.Count == 0 || Surfaces.Contains(Surface.None) || Surfaces.Distinct().Count() != Surfaces.Count)
            return "$.surfaces";
        // What somebody asked for herself, or what her tier opens, is withheld from nobody.
        if (Kind == ExperimentKind.HoldOut && Surfaces.Any(surface => surface is Surface.Playlist or Surface.Loyalty))
            return "$.surfaces";
        if (!(ControlShare is >= 0.01 and <= 0.99))
            return "$.controlShare";
        if (End < Start)
            return "$.end";
        if (Kind == ExperimentKind.Policy != Policy is not null)
            return "$.policy";
        return Policy?.Mistake("$.policy", isWhole: false);
    }

    /// <summary>Whether this may stand in the place of what was written before.</summary>
    public bool MayFollow(Experiment before, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(before);
        return now < before.Start
            || (before.Kind == Kind && before.Start == Start && before.ControlShare.Equals(ControlShare) && before.Surfaces.SequenceEqual(Surfaces)
                && Same(before.Policy, Policy) && (before.End is null || End <= before.End));
    }

    private static bool Same(PolicyPart? one, PolicyPart? other) =>
        one is null == other is null
        && (one is null || (one.Preset == other!.Preset && SameMap(one.Parameters, other.Parameters) && SameMap(one.Modes, other.Modes)));

    private static bool SameMap<TKey, TValue>(IReadOnlyDictionary<TKey, TValue>? one, IReadOnlyDictionary<TKey, TValue>? other)
        where TKey : notnull =>
        (one?.Count ?? 0) == (other?.Count ?? 0) && (one ?? new Dictionary<TKey, TValue>()).All(pair => other!.TryGetValue(pair.Key, out var value) && Equals(value, pair.Value));
}
