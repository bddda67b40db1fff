using Rapport.Core.Balance.Facts;
using Rapport.Core.Balance.Statistics;
using Rapport.Core.Decisions;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Balance;

/// <summary>Personalization and privacy, side by side: two numbers, never one that trades them; which way a shop leans is read from both.</summary>
/// <remarks>
/// <b>Invariant</b>: a better component never lowers its axis and never touches the other; one unlawful use caps privacy at <see cref="UnlawfulCap"/>.
/// <b>Shape</b>: what nothing counts yet stands in the list as missing, and its weight goes to what is known.
/// <b>Source</b>: specification of the lean index, section 5.
/// </remarks>
/// <param name="Since">UTC, when counting began.</param>
/// <param name="Lines">Lines of the decision log counted since.</param>
public sealed record LeanIndex(DateTimeOffset Since, long Lines, Axis Personalization, Axis Privacy)
{
    /// <summary>From here on an axis is high.</summary>
    public const double Line = 60;

    public const double UnlawfulCap = 40;

    /// <summary>Lift in revenue per visitor that counts as full success.</summary>
    private const double FullLift = 0.1;

    /// <summary>Breaches of rules per exposure from which nothing is left of s7.</summary>
    private const double MostBreaches = 0.005;

    /// <summary>Personalization less privacy, −100 to 100; null until both are known.</summary>
    public double? Lean => Personalization.Value - Privacy.Value;

    /// <summary>The lower end of its interval, however the components hang together.</summary>
    public double? Low => Personalization.Low - Privacy.High;

    public double? High => Personalization.High - Privacy.Low;

    public LeanSide Side => Low > 0 ? LeanSide.Personalization : High < 0 ? LeanSide.Privacy : LeanSide.None;

    public LeanWord Word => Lean is not { } lean ? LeanWord.None : Math.Abs(lean) <= 10 ? LeanWord.Even : Math.Abs(lean) <= 25 ? LeanWord.Leans : LeanWord.LeansFar;

    /// <summary>Of this moment; what a shop is said to be in is <see cref="SettledQuadrant"/>.</summary>
    public Quadrant Quadrant => (Personalization.Value, Privacy.Value) switch
    {
        (null, _) or (_, null) => Quadrant.None,
        ( >= Line, >= Line) => Quadrant.Balance,
        ( >= Line, _) => Quadrant.EngagementWithoutTrust,
        (_, >= Line) => Quadrant.TrustWithoutEngagement,
        _ => Quadrant.Neither,
    };

    public IEnumerable<AxisComponent> Components => Personalization.Components.Concat(Privacy.Components);

    public AxisComponent this[string id] => Components.First(component => component.Id == id);

    public static LeanIndex Of(LogWindow window, LeanLimits limits) => Of(window, Measures.Of(window, limits), limits);

    public static LeanIndex Of(LogWindow window, Measures measures, LeanLimits limits)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(measures);
        ArgumentNullException.ThrowIfNull(limits);
        var decisions = window.Decisions.ToList();
        var unlawful = decisions.Count(decision => !decision.IsLawful);
        return new LeanIndex(
            window.End.AddDays(-window.Length),
            decisions.Count,
            new Axis(
            [
                Tiers(decisions.GroupBy(decision => decision.Tier).Select(tier => (tier.Key, tier.LongCount()))),
                Fit([.. window.Days.SelectMany(day => day.Fit)]),
                AxisComponent.RestOf(measures["M11"], "p3", 20),
                AxisComponent.RestOf(measures["M12"], "p4", 10),
                Reach(window, decisions),
                Outcome(window.Lift),
            ]),
            new Axis(
            [
                AxisComponent.OfLines("s1", 20, 1 - Bootstrap.Ratio(unlawful, decisions.Count), decisions.Count),
                SourceQuality(decisions),
                AxisComponent.RestOf(measures["M18"], "s3", 10),
                AxisComponent.RestOf(measures["M17"], "s4", 5),
                Control(window, limits),
                AxisComponent.RestOf(measures["M9"], "s6", 10),
                Tact(measures),
                Security(window.Checks.Where(check => check.Part == CheckPart.Security).Select(check => check.IsPassed).ToList()),
                Rights(window),
            ],
            unlawful > 0 ? UnlawfulCap : 100));
    }

    /// <summary>Of counts since the server started: what live figures can say, and the rest missing.</summary>
    /// <param name="securityChecks">One for each check of the server: true when it passed.</param>
    public static LeanIndex OfLive(FiguresSnapshot figures, IReadOnlyCollection<bool> securityChecks)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(securityChecks);
        var logged = figures.Logged;
        return new LeanIndex(
            figures.Since,
            logged.Lines,
            new Axis([Tiers(logged.Tiers.Select(tier => (tier.Key, tier.Value))), Missing("p2", 20), Missing("p3", 20), Missing("p4", 10), Missing("p5", 15), Missing("p6", 10)]),
            new Axis(
            [
                Missing("s1", 20),
                Missing("s2", 15),
                Missing("s3", 10),
                Missing("s4", 5),
                Missing("s5", 10),
                AxisComponent.OfLines("s6", 10, logged.PersonalItems == 0 ? 0 : (double)logged.ExplainedItems / logged.PersonalItems, logged.PersonalLines),
                Missing("s7", 15),
                Security(securityChecks),
                Missing("s9", 5),
            ]));
    }

    private static AxisComponent Missing(string id, int weight) => AxisComponent.Missing(id, weight);

    private static AxisComponent Tiers(IEnumerable<(Tier Tier, long Lines)> tiers)
    {
        var groups = tiers.Where(tier => tier.Lines > 0).Select(tier => (Top: DecisionFact.WorthOf(tier.Tier), Bottom: 1.0, Count: tier.Lines)).OrderBy(group => group.Top).ToList();
        var lines = groups.Sum(group => group.Count);
        return AxisComponent.Sampled("p1", 25, Bootstrap.Ratio(groups.Sum(group => group.Top * group.Count), lines), () => Bootstrap.OfRatio(groups), lines);
    }

    private static AxisComponent Fit(List<FitFact> actions)
    {
        Interval Around()
        {
            var ratio = Bootstrap.OfRatio(actions.Select(action => (action.Served, action.Popular)));
            return new Interval(ratio.Low - 1, ratio.High - 1);
        }

        return AxisComponent.Sampled("p2", 20, Bootstrap.Ratio(actions.Sum(action => action.Served), actions.Sum(action => action.Popular)) - 1, Around, actions.Count);
    }

    private static AxisComponent Reach(LogWindow window, List<DecisionFact> decisions)
    {
        var active = window.Days.SelectMany(day => day.Active).ToHashSet();
        var reached = decisions.Where(decision => decision.IsRelevant && decision.Person is { } person && active.Contains(person)).Select(decision => decision.Person!.Value).Distinct().Count();
        return AxisComponent.OfLines("p5", 15, Bootstrap.Ratio(reached, active.Count), active.Count);
    }

    private static AxisComponent Outcome(LiftFact? lift) => lift is { } known
        ? AxisComponent.Sampled("p6", 10, known.Low / FullLift, () => new Interval(known.Low / FullLift, known.High / FullLift), known.Visitors)
        : Missing("p6", 10);

    private static AxisComponent SourceQuality(List<DecisionFact> decisions)
    {
        var pairs = decisions
            .Where(decision => decision.Signals.Count > 0)
            .Select(decision => (Top: decision.Signals.Sum(signal => signal.Weight * signal.Quality), Bottom: decision.Signals.Sum(signal => signal.Weight)))
            .ToList();
        return AxisComponent.Sampled("s2", 15, Bootstrap.Ratio(pairs.Sum(pair => pair.Top), pairs.Sum(pair => pair.Bottom)), () => Bootstrap.OfRatio(pairs), pairs.Count);
    }

    /// <summary>The mean of those of its four parts that anybody looked at.</summary>
    private static AxisComponent Control(LogWindow window, LeanLimits limits)
    {
        var seconds = window.Withdrawals.Select(withdrawal => withdrawal.Seconds).Order().ToList();
        var checks = window.Checks.Where(check => check.Part is CheckPart.Refusal or CheckPart.Dashboard or CheckPart.TopicControl).ToList();
        double[] parts =
        [
            .. checks.GroupBy(check => check.Part).OrderBy(part => part.Key).Select(part => (double)part.Count(check => check.IsPassed) / part.Count()),
            .. seconds.Count == 0 ? [] : new[] { Interval.Quantile(seconds, 0.95) <= limits.WithdrawalSeconds ? 1.0 : 0.0 },
        ];
        return parts.Length == 0 ? Missing("s5", 10) : AxisComponent.Whole("s5", 10, parts.Average(), checks.Count + seconds.Count);
    }

    private static AxisComponent Tact(Measures measures)
    {
        var share = Bootstrap.Ratio(measures.Breaches, measures.Exposures);
        Interval Left()
        {
            var breaches = Interval.Wilson(Math.Min(1, share), measures.Exposures);
            return new Interval(1 - (breaches.High / MostBreaches), 1 - (breaches.Low / MostBreaches));
        }

        return AxisComponent.Sampled("s7", 15, 1 - (share / MostBreaches), Left, measures.Exposures);
    }

    private static AxisComponent Security(IReadOnlyCollection<bool> checks) => AxisComponent.Whole("s8", 10, checks.Count(passed => passed), checks.Count);

    private static AxisComponent Rights(LogWindow window)
    {
        var (requests, scans) = (window.Requests.ToList(), window.Checks.Where(check => check.Part == CheckPart.Residue).ToList());
        if (requests.Count + scans.Count == 0)
            return Missing("s9", 5);
        var inTime = requests.Count == 0 ? 1 : (double)requests.Count(request => request.IsInTime) / requests.Count;
        var clean = scans.Count == 0 ? 1 : (double)scans.Count(scan => scan.IsPassed) / scans.Count;
        return AxisComponent.Whole("s9", 5, inTime * clean, requests.Count + scans.Count);
    }
}
