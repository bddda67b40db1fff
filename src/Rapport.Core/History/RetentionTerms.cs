using System.Collections.Frozen;
using System.Collections.Immutable;
using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Core.History;

/// <summary>How long a shop keeps each class of data. A class may only be kept shorter than the purpose it is kept for says.</summary>
public sealed class RetentionTerms
{
    /// <summary>The class of what customers state themselves: hides, answers, exclusions.</summary>
    public const string Stated = "stated";

    /// <summary>What was decided for whom and why: contents go, the chain over them stays.</summary>
    public const string Decisions = "decisions";

    /// <summary>Finished requests of customers, with their evidence.</summary>
    public const string Requests = "requests";

    /// <summary>What staff read and changed; one chain for all shops.</summary>
    public const string Audit = "audit";

    /// <summary>Answers to questions that are not asked any more, counted from when they were closed.</summary>
    public const string ClosedAnswers = "closed-answers";

    /// <summary>A decision tells of history and goes with it; requests and audit stay as long as a dispute about them may begin.</summary>
    private static readonly FrozenDictionary<string, int> MostDays = new Dictionary<string, int> { [Decisions] = 365, [Requests] = 1_096, [Audit] = 1_096, [ClosedAnswers] = 30 }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, int> _days;

    private RetentionTerms(FrozenDictionary<string, int> days) => _days = days;

    /// <summary>Every class as long as its purposes say.</summary>
    public static RetentionTerms AsPurposesSay { get; } = new(FrozenDictionary<string, int>.Empty);

    /// <summary>The classes there are: each signal, and what is stated.</summary>
    public static ImmutableArray<string> Classes { get; } = [.. SignalCatalogue.All.Select(signal => signal.Id), Stated];

    /// <summary>The classes of what is kept beside histories.</summary>
    public static ImmutableArray<string> RecordClasses { get; } = [Decisions, Requests, Audit, ClosedAnswers];

    /// <param name="days">By class, e.g. <c>views</c>: 90.</param>
    /// <exception cref="ArgumentException">A class is not known, or its days are not at least 1.</exception>
    public static RetentionTerms Of(IReadOnlyDictionary<string, int> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        foreach (var (name, count) in days)
        {
            if (!Shortened.Contains(name) || count < 1)
                throw new ArgumentException($"retentionDays says {count} for '{name}'; say at least 1 day for some of {string.Join(", ", Shortened)}.", nameof(days));
        }

        return new RetentionTerms(days.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>What a shop may keep shorter: the audit is not its own.</summary>
    private static IEnumerable<string> Shortened => Classes.Concat(RecordClasses).Where(name => name != Audit);

    /// <summary>After how many days a class of <see cref="RecordClasses"/> goes.</summary>
    public int DaysOf(string records) => _days.TryGetValue(records, out var days) ? Math.Min(days, MostDays[records]) : MostDays[records];

    public static string ClassOf(EventKind kind) => SignalCatalogue.Of(kind)?.Id ?? Stated;

    /// <summary>After how many days the class goes for a purpose.</summary>
    public int DaysOf(string dataClass, PurposeDefinition purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        return _days.TryGetValue(dataClass, out var days) ? Math.Min(days, purpose.RetentionDays) : purpose.RetentionDays;
    }

    /// <summary>Those purposes that a line is still within the time of. Retention ends with a whole day, UTC.</summary>
    public Purposes Within(HistoryLine line, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(line);
        var kept = Purposes.None;
        var dataClass = _days.Count == 0 ? Stated : ClassOf(line.Kind);
        foreach (var purpose in PurposeCatalogue.All)
        {
            if (line.Purposes.HasFlag(purpose.Purpose) && line.At.UtcDateTime.Date >= now.UtcDateTime.Date.AddDays(-DaysOf(dataClass, purpose)))
                kept |= purpose.Purpose;
        }

        return kept;
    }
}
