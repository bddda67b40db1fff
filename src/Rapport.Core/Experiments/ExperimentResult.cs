namespace Rapport.Core.Experiments;

/// <summary>What an experiment shows so far: each measure's lift with its interval or refusal, and the middle times of each arm.</summary>
public sealed record ExperimentResult(Experiment Experiment, IReadOnlyList<Lift> Lifts, MiddleTime ControlFind, MiddleTime TreatmentFind)
{
    public static ExperimentResult Of(Experiment experiment, IReadOnlyCollection<Participant> participants)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(participants);
        var (control, treatment) = (participants.Where(each => each.Arm == Arm.Control).ToList(), participants.Where(each => each.Arm == Arm.Treatment).ToList());
        return new ExperimentResult(
            experiment,
            [.. Enum.GetValues<OutcomeMeasure>().Where(measure => measure != OutcomeMeasure.None).Select(measure => Lift.Of(measure, RatioOf(control, measure), RatioOf(treatment, measure), experiment.ControlShare))],
            FindOf(control),
            FindOf(treatment));
    }

    private static Ratio RatioOf(List<Participant> arm, OutcomeMeasure measure) => Ratio.Of([.. arm.Select(each => each.PartOf(measure))]);

    /// <summary>One time a person, the middle of their own: whoever comes often counts once.</summary>
    private static MiddleTime FindOf(List<Participant> arm) =>
        MiddleTime.Of(arm.Select(each => each.Visits.Select(visit => visit.SecondsToFind).OfType<double>().Order().ToList()).Where(times => times.Count > 0).Select(MiddleTime.MiddleOf));
}
