using Rapport.Core.Balance.Facts;

namespace Rapport.Core.Balance.Steps;

/// <summary>What a step that was taken changed: the fourteen days since against the fourteen before, beside what was expected.</summary>
/// <param name="Personalization">Points; null where either fortnight says too little.</param>
/// <param name="Privacy">Likewise.</param>
public sealed record StepOutcome(TakenStep Step, double? Personalization, double? Privacy)
{
    public const int Days = 14;

    /// <returns>Null until the fourteen days are over.</returns>
    public static StepOutcome? Of(TakenStep step, IReadOnlyCollection<LogDay> days, LeanLimits limits, DateOnly last)
    {
        ArgumentNullException.ThrowIfNull(step);
        var until = step.On.AddDays(Days - 1);
        if (last < until)
            return null;
        var (before, since) = (LeanIndex.Of(new LogWindow(step.On.AddDays(-1), days, Days), limits), LeanIndex.Of(new LogWindow(until, days, Days), limits));
        return new StepOutcome(step, since.Personalization.Value - before.Personalization.Value, since.Privacy.Value - before.Privacy.Value);
    }
}

/// <summary>A step that was taken, and what was expected of it then.</summary>
/// <param name="Action">By its id.</param>
/// <param name="On">The first day with it.</param>
public sealed record TakenStep(string Action, DateOnly On, ExpectedChange Personalization, ExpectedChange Privacy);
