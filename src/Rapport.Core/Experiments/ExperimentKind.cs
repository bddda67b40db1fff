namespace Rapport.Core.Experiments;

/// <summary>What an experiment withholds from its control arm.</summary>
public enum ExperimentKind : byte
{
    None = 0,

    /// <summary>The control arm sees what the page is about and what many choose; the treatment arm sees the surface as it is.</summary>
    HoldOut = 1,

    /// <summary>The control arm's pages keep the reason folded away, still one click from the item; the treatment arm's show it.</summary>
    Explanations = 2,

    /// <summary>The treatment arm's surface follows another tact policy than the shop's.</summary>
    Policy = 3,
}
