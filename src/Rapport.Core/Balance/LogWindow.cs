using Rapport.Core.Balance.Facts;

namespace Rapport.Core.Balance;

/// <summary>The days that one reading of the balance looks at: 28 by default, the last of them whole.</summary>
/// <remarks><b>Threads</b>: immutable.</remarks>
public sealed class LogWindow
{
    public const int DefaultDays = 28;

    /// <param name="days">May be more than fit, in any order; those outside are left out.</param>
    public LogWindow(DateOnly last, IEnumerable<LogDay> days, int length = DefaultDays)
    {
        (Last, Length) = (last, length);
        Days = [.. days.Where(day => day.Date > last.AddDays(-length) && day.Date <= last).OrderBy(day => day.Date)];
        Checks = [.. Days.SelectMany(day => day.Checks).GroupBy(check => (check.Part, check.Id)).Select(same => same.MaxBy(check => check.At))];
    }

    public DateOnly Last { get; }

    public int Length { get; }

    /// <summary>Where the last day ends.</summary>
    public DateTimeOffset End => new(Last.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>In order; days on which nothing was reported may be missing.</summary>
    public IReadOnlyList<LogDay> Days { get; }

    public IEnumerable<DecisionFact> Decisions => Days.SelectMany(day => day.Decisions);

    public IEnumerable<ExposureFact> Exposures => Days.SelectMany(day => day.Exposures);

    public IEnumerable<MessageFact> Messages => Days.SelectMany(day => day.Messages);

    public IEnumerable<WithdrawalFact> Withdrawals => Days.SelectMany(day => day.Withdrawals);

    public IEnumerable<RequestFact> Requests => Days.SelectMany(day => day.Requests);

    /// <summary>The newest finding of every check.</summary>
    public IReadOnlyList<CheckFact> Checks { get; }

    public IReadOnlyList<FieldFact>? Fields => Days.LastOrDefault(day => day.Fields is not null)?.Fields;

    public RetentionFact? Retention => Days.LastOrDefault(day => day.Retention is not null)?.Retention;

    public LiftFact? Lift => Days.LastOrDefault(day => day.Lift is not null)?.Lift;

    /// <summary>The week of a moment, counted back from the end; 0 is the last.</summary>
    public int WeekOf(DateTimeOffset at) => (int)Math.Floor((End - at).TotalDays / 7);

    /// <summary>The same days with something else in them.</summary>
    public LogWindow With(Func<LogDay, LogDay> change) => new(Last, Days.Select(change), Length);

    /// <summary>Fewer or other days of the same log.</summary>
    public LogWindow Part(DateOnly last, int length) => new(last, Days, length);
}
