namespace Rapport.Core.Experiments;

/// <summary>Answers to one question, as two numbers: nothing says who answered, or when.</summary>
public sealed record PulseTally(PulseQuestion Question, long Answers, long Agreed)
{
    /// <summary>Agreed of answered; null below <see cref="Lift.FewestShown"/> answers.</summary>
    public double? Share => Answers < Lift.FewestShown ? null : (double)Agreed / Answers;

    public Bounds? Bounds => Answers < Lift.FewestShown ? null : Experiments.Bounds.OfShare(Agreed, Answers);
}
