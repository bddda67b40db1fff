namespace Rapport.Core.Experiments;

/// <summary>On which side of an experiment one decision stood.</summary>
public sealed record Assignment(Experiment Experiment, Arm Arm)
{
    /// <summary>As the decision log names it.</summary>
    public string Name => $"{Experiment.Id}:{(Arm == Arm.Control ? "control" : "treatment")}";
}
