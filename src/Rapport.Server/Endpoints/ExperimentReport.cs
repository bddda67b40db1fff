using Rapport.Core.Experiments;
using Rapport.Server.Experiments;

namespace Rapport.Server.Endpoints;

/// <summary>All experiments of a shop.</summary>
internal sealed record ExperimentList(IReadOnlyList<NamedExperiment> Experiments);

/// <summary>An experiment by its id.</summary>
internal sealed record NamedExperiment(string Id, ExperimentBody Experiment);

/// <summary>What an experiment shows so far, of people who agreed to measurement and met it.</summary>
/// <param name="TimeToFind">The median time of each arm, in seconds.</param>
internal sealed record ExperimentReport(string Id, ExperimentBody Experiment, IReadOnlyList<LiftAnswer> Measures, ArmTimes TimeToFind)
{
    public static ExperimentReport Of(ExperimentResult result) => new(
        result.Experiment.Id,
        ExperimentBody.Of(result.Experiment),
        [.. result.Lifts.Select(LiftAnswer.Of)],
        new ArmTimes(TimeAnswer.Of(result.ControlFind), TimeAnswer.Of(result.TreatmentFind)));
}

/// <summary>One measure: by how much the treatment arm lies above the control arm.</summary>
/// <param name="Measure">conversion, orderValue and revenuePerVisitor (hundredths of the currency), timeToFind, stepsToCart, searchesToCart, secondsToCart, clicks or optOuts.</param>
/// <param name="Call">undecided, higher, lower, or a refusal: tooFewPeople, tooFewCounted, unequalArms.</param>
/// <param name="Control">Null below 20 people.</param>
/// <param name="Lift">As a share of the control arm; null where refused.</param>
/// <param name="Low">The lower end of the 90 % interval of the lift.</param>
/// <param name="High">The upper end of the 90 % interval of the lift.</param>
internal sealed record LiftAnswer(string Measure, string Call, int ControlPeople, int TreatmentPeople, double? Control, double? Treatment, double? Lift, double? Low, double? High)
{
    public static LiftAnswer Of(Lift lift) => new(Wire.Name(lift.Measure), Wire.Name(lift.Call), lift.ControlPeople, lift.TreatmentPeople, lift.Control, lift.Treatment, lift.Value, lift.Bounds?.Low, lift.Bounds?.High);
}

/// <summary>The median times of both arms.</summary>
internal sealed record ArmTimes(TimeAnswer Control, TimeAnswer Treatment);

/// <summary>A median in seconds with its 90 % interval; null below 20 people.</summary>
internal sealed record TimeAnswer(int People, double? Median, double? Low, double? High)
{
    public static TimeAnswer Of(MiddleTime time) => new(time.People, time.Median, time.Bounds?.Low, time.Bounds?.High);
}
