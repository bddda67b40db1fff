using Rapport.Core.Balance.Facts;

namespace Rapport.Core.Balance.Steps;

/// <summary>Finds the single next step: faults first; otherwise what raises the weaker axis most for its effort without harming the other.</summary>
/// <remarks><b>Cost</b>: one reading of the window for each action of the weaker axis. <b>Source</b>: specification of the lean index, single next step.</remarks>
public static class NextStepFinder
{
    /// <summary>Points that the other axis may lose.</summary>
    public const double MostHarm = 1;

    private const double Even = 1e-9;

    /// <returns>Null while too little is known, or where nothing helps.</returns>
    public static NextStep? Find(LogWindow window, LeanLimits limits, IReplay replay)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(replay);
        var before = LeanIndex.Of(window, limits);
        if (FaultIn(window) is { } fault)
            return Weigh(window, before, limits, replay, BalanceAction.Find(fault.Action), fault.Fault, fault.Cases, fault.Detail);
        if (before.Lean is not { } lean)
            return null;
        var isPersonalization = lean < 0;
        return BalanceAction.All
            .Where(action => action.IsForPersonalization == isPersonalization)
            .Select(action => replay.Replay(window, action) is null ? null : Weigh(window, before, limits, replay, action))
            .OfType<NextStep>()
            .Where(step => (isPersonalization ? step.Privacy : step.Personalization).Points >= -MostHarm && Gain(step, isPersonalization) > Even)
            .OrderByDescending(step => Math.Round(Gain(step, isPersonalization) / step.Action.Effort, 9))
            .ThenBy(step => step.People)
            .FirstOrDefault();
    }

    private static double Gain(NextStep step, bool isPersonalization) => (isPersonalization ? step.Personalization : step.Privacy).Points;

    private static NextStep Weigh(LogWindow window, LeanIndex before, LeanLimits limits, IReplay replay, BalanceAction action, HardFault fault = HardFault.None, int cases = 0, string detail = "")
    {
        var replayed = replay.Replay(window, action) ?? new Replayed(window, 0);
        var after = LeanIndex.Of(replayed.Window, limits);
        return new NextStep(action, fault, cases, detail, ExpectedChange.Of(before.Personalization, after.Personalization), ExpectedChange.Of(before.Privacy, after.Privacy), replayed.People);
    }

    /// <summary>The first of what is plainly wrong.</summary>
    private static (HardFault Fault, int Cases, string Action, string Detail)? FaultIn(LogWindow window)
    {
        var failed = window.Checks.Where(check => check is { Part: CheckPart.Security, IsPassed: false }).OrderBy(check => check.Id, StringComparer.Ordinal).ToList();
        (HardFault Fault, int Cases, string Action, string Detail)[] faults =
        [
            (HardFault.UnlawfulUse, window.Decisions.Count(decision => !decision.IsLawful), "stop-unlawful-use", ""),
            (HardFault.SensitiveShown, window.Exposures.Count(exposure => exposure.Class.IsSensitive), "bar-sensitive", ""),
            (HardFault.CarriedAcross, window.Exposures.Count(exposure => exposure.IsCarried), "ask-for-devices", ""),
            (HardFault.OverdueRight, window.Requests.Count(request => request.DoneAt is null && request.DueAt < window.End), "answer-requests", ""),
            (HardFault.FailedSecurity, failed.Count, "mend-security", failed.FirstOrDefault().Id ?? ""),
        ];
        return faults.Where(fault => fault.Cases > 0).Select(fault => ((HardFault, int, string, string)?)fault).FirstOrDefault();
    }
}
