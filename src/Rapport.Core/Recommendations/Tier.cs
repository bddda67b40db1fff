namespace Rapport.Core.Recommendations;

/// <summary>On whose evidence an answer rests. Values are logged: never renumber.</summary>
public enum Tier : byte
{
    None = 0,

    /// <summary>The person's own permitted history.</summary>
    Person = 1,

    /// <summary>What the person did in this visit.</summary>
    Session = 2,

    /// <summary>The page: its item, cart or category.</summary>
    Context = 3,

    /// <summary>What many buy.</summary>
    Popular = 4,
}
