namespace Rapport.Core.Model.Tuning;

/// <summary>What a tuning tried, what it chose and why. Settings and aggregates only: nothing in it is about a person.</summary>
/// <param name="Chosen">The settings for the next trainings.</param>
/// <param name="Because">The causes in one English sentence.</param>
/// <param name="ByTime">Whether the slice was cut by time; otherwise it was drawn.</param>
/// <param name="HeldCustomers">Customers something was hidden of.</param>
/// <param name="HeldItems">Their hidden items.</param>
/// <param name="Targets">Target items a trial solved columns for.</param>
/// <param name="Items">Items there are.</param>
/// <param name="Customers">Customers it learned from.</param>
/// <param name="Events">Pairs of customer and item.</param>
/// <param name="CpuSeconds">What it took.</param>
/// <param name="IsCutShort">True when the budget ended it before its last step.</param>
/// <param name="Trials">In the order they were run.</param>
public sealed record TuningReport(
    ModelSettings Chosen,
    string Because,
    bool ByTime,
    int HeldCustomers,
    int HeldItems,
    int Targets,
    int Items,
    int Customers,
    int Events,
    double CpuSeconds,
    bool IsCutShort,
    IReadOnlyList<TuningTrial> Trials)
{
    /// <summary>UTC, when it began; none where nobody noted it.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Lines of history of the shop then: what growth is measured by.</summary>
    public long Lines { get; init; }

    /// <summary>The same causes for faces to word; empty in a report of before they were noted.</summary>
    public IReadOnlyList<TuningCause> Causes { get; init; } = [];
}
