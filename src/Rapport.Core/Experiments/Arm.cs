namespace Rapport.Core.Experiments;

/// <summary>One side of an experiment.</summary>
public enum Arm : byte
{
    None = 0,
    Control = 1,
    Treatment = 2,
}
