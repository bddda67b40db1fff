namespace Rapport.Core.Experiments;

/// <summary>The two questions of the pulse. Values are stored: never renumber.</summary>
public enum PulseQuestion : byte
{
    None = 0,

    /// <summary>"They understand what I like."</summary>
    Understood = 1,

    /// <summary>"They respect my limits."</summary>
    Respected = 2,
}
