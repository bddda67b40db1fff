namespace Rapport.Core.Experiments;

/// <summary>What may be said of a difference between two arms.</summary>
public enum Call : byte
{
    None = 0,

    /// <summary>It may be more and it may be less: nothing is said.</summary>
    Undecided = 1,

    /// <summary>Above the control arm, at 95 %.</summary>
    Higher = 2,

    /// <summary>Below it, at 95 %.</summary>
    Lower = 3,

    /// <summary>Fewer people in an arm than <see cref="Lift.EnoughPeople"/>: refused.</summary>
    TooFewPeople = 4,

    /// <summary>Fewer people with anything to count in an arm than <see cref="Lift.EnoughWithAny"/>: refused.</summary>
    TooFewCounted = 5,

    /// <summary>The arms are not as large as their shares say: something else sorts people, and nothing measured on them can be trusted.</summary>
    UnequalArms = 6,
}
