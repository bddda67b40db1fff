using System.Text.RegularExpressions;
using Rapport.Core.Balance;
using Rapport.Core.Balance.Steps;
using Rapport.Server.Balance;

namespace Rapport.Server.Endpoints;

/// <summary>The balance of a shop over 28 days: two axes, which way it leans, and the one thing to do next.</summary>
/// <param name="Since">Where the 28 days begin.</param>
/// <param name="Lines">Lines of the decision log in them.</param>
/// <param name="Lean">Personalization less privacy, with its 90 % interval.</param>
/// <param name="Side">personalization or privacy; null while chance explains it.</param>
/// <param name="Word">even, leans or leans-far; null while too little is known.</param>
/// <param name="Quadrant">What the shop is said to be in: balance, engagement-without-trust, trust-without-engagement or neither; it changes after three days in a row.</param>
/// <param name="QuadrantNow">Of this moment.</param>
/// <param name="Challenges">Low components by the name of what they are, the costliest first.</param>
/// <param name="Next">Null while too little is known, or where nothing helps.</param>
/// <param name="Steps">Steps that were taken, the latest first.</param>
/// <param name="History">Closed days, oldest first.</param>
/// <param name="Growth">Periods in one quadrant, oldest first.</param>
internal sealed record LeanAnswer(
    DateTimeOffset Since,
    long Lines,
    AxisAnswer Personalization,
    AxisAnswer Privacy,
    NumberAnswer Lean,
    string? Side,
    string? Word,
    string? Quadrant,
    string? QuadrantNow,
    IReadOnlyList<MeasureAnswer> Measures,
    IReadOnlyList<ChallengeAnswer> Challenges,
    NextStepAnswer? Next,
    IReadOnlyList<TakenStepAnswer> Steps,
    IReadOnlyList<BalanceDayAnswer> History,
    IReadOnlyList<GrowthAnswer> Growth)
{
    public static LeanAnswer Of(BalanceReading reading) => new(
        reading.Index.Since,
        reading.Index.Lines,
        AxisAnswer.Of(reading.Index.Personalization),
        AxisAnswer.Of(reading.Index.Privacy),
        new NumberAnswer(reading.Index.Lean, reading.Index.Low, reading.Index.High),
        LeanWords.Of(reading.Index.Side),
        LeanWords.Of(reading.Index.Word),
        LeanWords.Of(reading.Said),
        LeanWords.Of(reading.Index.Quadrant),
        [.. reading.Measures.All.Select(measure => new MeasureAnswer(measure.Id, Wire.Name(measure.State), measure.Value, measure.Low, measure.High, measure.Count, measure.Limit, measure.IsAlarm, measure.Parts))],
        [.. Challenge.Of(reading.Index).Select(challenge => new ChallengeAnswer(challenge.Id, challenge.Component.Id, challenge.Lost, [.. challenge.Actions.Select(action => action.Id)]))],
        reading.Next is { } next ? NextStepAnswer.Of(next, reading.Index) : null,
        [.. reading.Taken.Select(taken => TakenStepAnswer.Of(taken.Step, taken.Outcome))],
        [.. reading.History.Zip(SettledQuadrant.Of(reading.History.Select(point => point.Quadrant)), (point, said) => BalanceDayAnswer.Of(point, said))],
        [.. QuadrantPeriod.Of(reading.History).Select(GrowthAnswer.Of)]);
}

/// <summary>A number with its 90 % interval; null while it is not known.</summary>
internal sealed record NumberAnswer(double? Value, double? Low, double? High)
{
    public static NumberAnswer Of(AxisPoint point) => new(point.Value, point.Low, point.High);

    public static NumberAnswer Of(ExpectedChange change) => new(change.Points, change.Low, change.High);
}

/// <summary>One of the measures M1 to M18.</summary>
/// <param name="State">known, too-few or missing.</param>
/// <param name="Value">Shares are 0 to 1; M4 is in hours, M10 per 1,000 exposures, M14 in seconds.</param>
/// <param name="Limit">Where it alarms.</param>
/// <param name="Parts">What it is made of, where it is more than one number.</param>
internal sealed record MeasureAnswer(string Id, string State, double? Value, double? Low, double? High, long Count, double Limit, bool Alarm, IReadOnlyDictionary<string, double> Parts);

/// <summary>A low component by the name of what it is.</summary>
/// <param name="Lost">Points of its axis that it costs now.</param>
/// <param name="Actions">What can be done about it.</param>
internal sealed record ChallengeAnswer(string Id, string Component, double Lost, IReadOnlyList<string> Actions);

/// <summary>The one thing to do next.</summary>
/// <param name="Fault">unlawful-use, sensitive-shown, carried-across, overdue-right or failed-security: to be mended before anything is weighed. Null otherwise.</param>
/// <param name="Cases">How many cases of the fault there are.</param>
/// <param name="Detail">Which one, where there are several; empty for none.</param>
/// <param name="Component">What it is for, and what stands there now.</param>
/// <param name="Effort">1, 2 or 4: hours, days, weeks.</param>
/// <param name="Personalization">Expected change, in points.</param>
/// <param name="Privacy">Expected change, in points.</param>
/// <param name="People">Whom it touches; null for fewer than 20.</param>
internal sealed record NextStepAnswer(string Action, string? Fault, int Cases, string Detail, string Component, double? ComponentValue, int Effort, NumberAnswer Personalization, NumberAnswer Privacy, int? People)
{
    private const int FewestPeople = 20;

    public static NextStepAnswer Of(NextStep next, LeanIndex index) => new(
        next.Action.Id,
        LeanWords.Of(next.Fault),
        next.Cases,
        next.Detail,
        next.Action.Component,
        index[next.Action.Component].Value,
        next.Action.Effort,
        NumberAnswer.Of(next.Personalization),
        NumberAnswer.Of(next.Privacy),
        next.People >= FewestPeople ? next.People : null);
}

/// <summary>A step that was taken: what was expected of it, and what became of it.</summary>
/// <param name="On">The first day with it.</param>
/// <param name="RealPersonalization">Of the fourteen days since against the fourteen before, in points; null until they are over.</param>
internal sealed record TakenStepAnswer(string Action, DateOnly On, NumberAnswer Personalization, NumberAnswer Privacy, double? RealPersonalization, double? RealPrivacy)
{
    public static TakenStepAnswer Of(TakenStep step, StepOutcome? outcome) =>
        new(step.Action, step.On, NumberAnswer.Of(step.Personalization), NumberAnswer.Of(step.Privacy), outcome?.Personalization, outcome?.Privacy);
}

/// <summary>One closed day.</summary>
/// <param name="Quadrant">What the shop was said to be in that day.</param>
internal sealed record BalanceDayAnswer(DateOnly Date, NumberAnswer Personalization, NumberAnswer Privacy, string? Quadrant)
{
    public static BalanceDayAnswer Of(BalancePoint point, Quadrant said) => new(point.Date, NumberAnswer.Of(point.Personalization), NumberAnswer.Of(point.Privacy), LeanWords.Of(said));
}

/// <summary>Growth in a period in one quadrant; shares are 0 to 1, null where nothing was counted.</summary>
/// <param name="RepeatShare">Of revenue, what came from those who had bought before.</param>
/// <param name="OptInRate">Of those who were asked, who said yes.</param>
/// <param name="ComplaintRate">Complaints per exposure.</param>
internal sealed record GrowthAnswer(string? Quadrant, DateOnly First, DateOnly Last, double? RepeatShare, double? OptInRate, double? ComplaintRate)
{
    public static GrowthAnswer Of(QuadrantPeriod period) => new(LeanWords.Of(period.Quadrant), period.First, period.Last, period.Growth.RepeatShare, period.Growth.OptInRate, period.Growth.ComplaintRate);
}

/// <summary>A step to be taken.</summary>
internal sealed record TakeStepBody(string Action);

/// <summary>The words of the balance on the wire.</summary>
internal static partial class LeanWords
{
    /// <summary>For example <c>engagement-without-trust</c>; null for none.</summary>
    public static string? Of<T>(T value)
        where T : struct, Enum => value.Equals(default(T)) ? null : Capital().Replace(value.ToString(), match => (match.Index == 0 ? "" : "-") + match.Value.ToLowerInvariant());

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
