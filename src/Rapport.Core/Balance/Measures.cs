using Rapport.Core.Balance.Facts;
using Rapport.Core.Balance.Statistics;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Balance;

/// <summary>The measures M1 to M18 of a window.</summary>
/// <remarks><b>Source</b>: specification of the lean index, section 4; where it alarms by default stands there too. <b>Cost</b>: one pass over the window for each.</remarks>
public sealed class Measures
{
    private readonly LogWindow _window;
    private readonly LeanLimits _limits;
    private readonly IReadOnlyList<ExposureFact> _exposures;
    private readonly IReadOnlyList<DecisionFact> _decisions;

    private Measures(LogWindow window, LeanLimits limits)
    {
        (_window, _limits) = (window, limits);
        _exposures = [.. window.Exposures];
        _decisions = [.. window.Decisions];
        var topicWeeks = _exposures.GroupBy(exposure => (exposure.Person, exposure.Topic, Week: window.WeekOf(exposure.At))).Select(week => (Exposures: week.Count(), Channels: week.Select(exposure => exposure.Channel).Distinct().Count())).ToList();
        Breaches = BreachesIn(topicWeeks);
        All =
        [
            OfExposures("M1", exposure => exposure.Class.IsSensitive, 0),
            Measure.OfShare("M2", _exposures.Count(exposure => exposure.IsUnstated), _exposures.Count(exposure => exposure.Class.IsDelicate), 0),
            OfExposures("M3", exposure => exposure.SupportingEvents == 1, 0.01),
            TimeToFirst(),
            Percentile("M5", [.. topicWeeks.Select(week => (double)week.Exposures)], limits.TopicExposures),
            Percentile("M6", [.. topicWeeks.Select(week => (double)week.Channels)], limits.TopicChannels),
            Measure.OfAll("M7", _exposures.Count(exposure => exposure.IsCarried), _exposures.Count, 0),
            ProvenanceMix(),
            Unexplained(),
            Measure.OfShare("M10", window.Days.Sum(day => (long)day.Complaints.Count), _exposures.Count, 0.005).PerThousand(),
            OfMessages("M11", message => message.IsBelowFloor, 0.1),
            OfMessages("M12", message => message.IsBlast, 0.25),
            Generic(),
            Percentile("M14", [.. window.Withdrawals.Select(withdrawal => withdrawal.Seconds)], limits.WithdrawalSeconds),
            Regret(),
            Pulse(),
            Measure.OfAll("M17", window.Retention is { } kept ? Bootstrap.Ratio(kept.Stale, kept.Held) : null, window.Retention?.Held ?? 0, 0),
            Measure.OfAll("M18", window.Fields is { Count: > 0 } fields ? (double)fields.Count(field => !field.WasRead) / fields.Count : null, window.Fields?.Count ?? 0, 0.1),
        ];
    }

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<Measure> All { get; }

    /// <summary>How often an exposure was against a rule; one that is against two counts twice.</summary>
    public long Breaches { get; }

    public long Exposures => _exposures.Count;

    public Measure this[string id] => All.First(measure => measure.Id == id);

    public static Measures Of(LogWindow window, LeanLimits limits)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(limits);
        return new Measures(window, limits);
    }

    private Measure OfExposures(string id, Func<ExposureFact, bool> counts, double limit) => Measure.OfShare(id, _exposures.Count(counts), _exposures.Count, limit);

    private Measure OfMessages(string id, Func<MessageFact, bool> counts, double limit) => Measure.OfShare(id, _window.Messages.Count(counts), _window.Messages.Count(), limit);

    /// <summary>M4: hours from a topic's trigger to the first message about it, the median.</summary>
    private Measure TimeToFirst()
    {
        var hours = _exposures
            .Where(exposure => exposure is { IsMessage: true, TriggeredAt: not null })
            .GroupBy(exposure => (exposure.Person, exposure.Topic))
            .Select(topic => topic.MinBy(exposure => exposure.At)!.HoursAfterTrigger!.Value)
            .Order().ToList();
        var median = hours.Count == 0 ? 0 : Interval.Quantile(hours, 0.5);
        return Measure.Sampled("M4", median, () => Interval.OfQuantile(hours, 0.5), hours.Count, _limits.DelayHours, median < _limits.DelayHours);
    }

    private static Measure Percentile(string id, List<double> values, double limit)
    {
        values.Sort();
        var value = values.Count == 0 ? 0 : Interval.Quantile(values, 0.95);
        return Measure.Sampled(id, value, () => Interval.OfQuantile(values, 0.95), values.Count, limit, value > limit);
    }

    /// <summary>M8: of the weight of all signals, what was inferred; and every source's part.</summary>
    private Measure ProvenanceMix()
    {
        var signals = _decisions.Where(decision => decision.Signals.Count > 0).ToList();
        double Weigh(DecisionFact decision, Provenance source) => decision.Signals.Where(signal => signal.Source == source).Sum(signal => signal.Weight);
        var all = signals.Sum(decision => decision.Signals.Sum(signal => signal.Weight));
        double Part(Provenance source) => Bootstrap.Ratio(signals.Sum(decision => Weigh(decision, source)), all);
        var (inferred, external) = (Part(Provenance.Inferred), Part(Provenance.External));
        return Measure
            .Sampled("M8", inferred, () => Bootstrap.OfRatio(signals.Select(decision => (Weigh(decision, Provenance.Inferred), decision.Signals.Sum(signal => signal.Weight)))), signals.Count, 0.4, inferred > 0.4 || external > 0)
            .InParts(new Dictionary<string, double> { ["stated"] = Part(Provenance.Stated), ["observed"] = Part(Provenance.ObservedHere), ["inferred"] = inferred, ["external"] = external });
    }

    /// <summary>M9: counted on items, as sure as its lines are many: items of one line hang together.</summary>
    private Measure Unexplained() => Measure.OfShare(
        "M9", _decisions.Sum(decision => (long)decision.UnexplainedItems), _decisions.Sum(decision => (long)decision.PersonalItems), 0.02, _decisions.Count(decision => decision.PersonalItems > 0));

    private Measure Generic()
    {
        var yes = _decisions.Where(decision => decision.SaidYes).ToList();
        return Measure.OfShare("M13", yes.Count(decision => decision.Tier is Tier.Popular or Tier.None), yes.Count, 0.3);
    }

    private Measure Regret()
    {
        var on = _window.Days.SelectMany(day => day.Permissions).ToList();
        return Measure.OfShare("M15", on.Count(permission => permission.OffAt - permission.OnAt <= TimeSpan.FromDays(7)), on.Count, 0.15);
    }

    /// <summary>M16: who agrees, of the question that fewer agree to.</summary>
    private Measure Pulse()
    {
        var answers = _window.Days.SelectMany(day => day.Pulse).GroupBy(answer => answer.Question).Select(question => (question.Key, Agree: question.LongCount(answer => answer.Agrees), All: question.LongCount())).ToList();
        if (answers.Count == 0)
            return Measure.OfShare("M16", 0, 0, 0.6);
        var (_, agree, all) = answers.OrderBy(question => (double)question.Agree / question.All).ThenBy(question => question.All).First();
        var share = (double)agree / all;
        return Measure
            .Sampled("M16", share, () => Interval.Wilson(share, all), all, 0.6, share < 0.6)
            .InParts(answers.ToDictionary(question => question.Key == PulseQuestion.RespectsMyLimits ? "respects" : "understands", question => (double)question.Agree / question.All));
    }

    private long BreachesIn(List<(int Exposures, int Channels)> topicWeeks) =>
        _exposures.Sum(exposure => Of(exposure.Class.IsSensitive) + Of(exposure.IsUnstated) + Of(exposure is { SupportingEvents: 1, IsStatedOrBought: false }) + Of(_limits.IsEarly(exposure)) + Of(exposure.IsCarried))
        + topicWeeks.Sum(week => Math.Max(0, week.Exposures - _limits.TopicExposures) + Math.Max(0, week.Channels - _limits.TopicChannels));

    private static long Of(bool isBreach) => isBreach ? 1 : 0;
}
