namespace Rapport.Core.Experiments;

/// <summary>On which side of an experiment one decision stood.</summary>
public sealed record Assignment(Experiment Experiment, Arm Arm)
{
    /// <summary>Whether the answer is made without what is known of the person.</summary>
    public bool IsHeldOut => Experiment.Kind == ExperimentKind.HoldOut && Arm == Arm.Control;

    /// <summary>Whether reasons are shown only when asked for.</summary>
    public bool FoldsReasons => Experiment.Kind == ExperimentKind.Explanations && Arm == Arm.Control;

    /// <summary>As the decision log names it.</summary>
    public string Name => $"{Experiment.Id}:{(Arm == Arm.Control ? "control" : "treatment")}";
}
