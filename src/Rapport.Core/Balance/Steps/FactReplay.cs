using Rapport.Core.Balance.Facts;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Balance.Steps;

/// <summary>Replays an action on the facts of the window alone: to the first order, without asking the decision point again.</summary>
/// <remarks><b>Threads</b>: immutable.</remarks>
public sealed class FactReplay(LeanLimits limits) : IReplay
{
    public Replayed? Replay(LogWindow window, BalanceAction action)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(action);
        if (EffectOf(action.Id, window) is not { } effect)
            return null;
        var after = window.With(effect);
        return new Replayed(after, Touched(window, after));
    }

    private Func<LogDay, LogDay>? EffectOf(string action, LogWindow window) => action switch
    {
        "personal-rows" => Decisions(decision => decision is { SaidYes: true, IsRelevant: false, Signals.Count: > 0 } ? decision with { Tier = Tier.Person } : decision),
        "visit-rows" => Decisions(decision => decision is { SaidYes: false, IsRelevant: false } ? decision with { Tier = Tier.Session } : decision),
        "quiz" => Decisions(decision => decision is { SaidYes: true, IsRelevant: false, Signals.Count: 0 } ? decision with { Tier = Tier.Person } : decision),
        "relevance-floor" => day => day with { Messages = [.. day.Messages.Where(message => !message.IsBelowFloor)] },
        "split-offer" => day => day with { Messages = [.. day.Messages.Select(message => message with { IsBlast = false })] },
        "stop-unlawful-use" => Decisions(decision => decision.IsLawful ? decision : decision with { IsLawful = true, Tier = Tier.Popular, PersonalItems = 0, UnexplainedItems = 0, Signals = [] }),
        "own-sources" => Decisions(WithoutGuesses),
        "drop-unread-fields" => day => day with { Fields = day.Fields is { } fields ? [.. fields.Where(field => field.WasRead)] : null },
        "delete-on-time" => day => day with { Retention = day.Retention is { } kept ? new RetentionFact(kept.Held - kept.Stale, 0) : null },
        "equal-refusal" => Checks(CheckPart.Refusal),
        "centre-in-reach" => Checks(CheckPart.Dashboard),
        "topic-control" => Checks(CheckPart.TopicControl),
        "mend-security" => Checks(CheckPart.Security),
        "withdraw-at-once" => day => day with { Withdrawals = [.. day.Withdrawals.Select(withdrawal => withdrawal with { LastUsedAt = null })] },
        "explain-all" => Decisions(decision => decision.UnexplainedItems == 0 ? decision : decision with { UnexplainedItems = 0 }),
        "answer-requests" => day => Checks(CheckPart.Residue)(day) with { Requests = [.. day.Requests.Select(request => request.IsInTime ? request : request with { DoneAt = request.DueAt })] },
        _ => EffectOnExposures(action, window),
    };

    private Func<LogDay, LogDay>? EffectOnExposures(string action, LogWindow window) => action switch
    {
        "more-evidence" => Exposures(exposure => exposure.IsStatedOrBought || (exposure.SupportingEvents > 1 && !exposure.IsUnstated)),
        "bar-sensitive" => Exposures(exposure => !exposure.Class.IsSensitive),
        "ask-for-devices" => Exposures(exposure => !exposure.IsCarried),
        "wait-before-mail" => Exposures(exposure => !limits.IsEarly(exposure)),
        "fewer-exposures" => FewerExposures(window),
        _ => null,
    };

    private static Func<LogDay, LogDay> Decisions(Func<DecisionFact, DecisionFact> change) => day => day with { Decisions = [.. day.Decisions.Select(change)] };

    private static Func<LogDay, LogDay> Exposures(Func<ExposureFact, bool> stays) => day => day with { Exposures = [.. day.Exposures.Where(stays)] };

    private static Func<LogDay, LogDay> Checks(CheckPart part) => day => day with { Checks = [.. day.Checks.Select(check => check.Part == part ? check with { IsPassed = true } : check)] };

    /// <summary>What rested on guesses and other shops' data alone is no longer the person's own row.</summary>
    private static DecisionFact WithoutGuesses(DecisionFact decision)
    {
        SignalFact[] own = [.. decision.Signals.Where(signal => signal.Source is Provenance.Stated or Provenance.ObservedHere)];
        if (own.Length == decision.Signals.Count)
            return decision;
        return own.Length > 0 ? decision with { Signals = own } : decision with { Signals = own, Tier = Tier.Context, PersonalItems = 0, UnexplainedItems = 0 };
    }

    private Func<LogDay, LogDay> FewerExposures(LogWindow window)
    {
        var allowed = new HashSet<ExposureFact>(ReferenceEqualityComparer.Instance);
        foreach (var week in window.Exposures.GroupBy(exposure => (exposure.Person, exposure.Topic, Week: window.WeekOf(exposure.At))))
        {
            var channels = week.OrderBy(exposure => exposure.At).Select(exposure => exposure.Channel).Distinct().Take(limits.TopicChannels).ToList();
            allowed.UnionWith(week.OrderBy(exposure => exposure.At).Where(exposure => channels.Contains(exposure.Channel)).Take(limits.TopicExposures));
        }

        return Exposures(allowed.Contains);
    }

    private static int Touched(LogWindow before, LogWindow after)
    {
        var (decisions, exposures, messages) = (after.Decisions.ToHashSet<DecisionFact>(ReferenceEqualityComparer.Instance), after.Exposures.ToHashSet<ExposureFact>(ReferenceEqualityComparer.Instance), after.Messages.ToHashSet());
        return before.Decisions.Where(decision => !decisions.Contains(decision)).Select(decision => decision.Person)
            .Concat(before.Exposures.Where(exposure => !exposures.Contains(exposure)).Select(exposure => (int?)exposure.Person))
            .Concat(before.Messages.Where(message => !messages.Contains(message)).Select(message => (int?)message.Person))
            .Where(person => person is not null)
            .Distinct().Count();
    }
}
