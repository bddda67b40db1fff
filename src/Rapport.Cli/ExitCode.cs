namespace Rapport.Cli;

/// <summary>What the process says when it ends. Documented: never renumber.</summary>
public enum ExitCode
{
    Done = 0,

    /// <summary>A bug, or a check that did not hold.</summary>
    Failed = 1,

    /// <summary>Bad arguments or input.</summary>
    BadInput = 2,

    /// <summary>Nothing usable in the input.</summary>
    NothingUsable = 3,

    /// <summary>Another server uses the home.</summary>
    HomeInUse = 4,

    /// <summary>Keys are missing or unreadable.</summary>
    KeysUnavailable = 5,

    /// <summary>The disk is full or the database away.</summary>
    StoreUnavailable = 6,
}
