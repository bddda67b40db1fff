namespace Rapport.Core.Tact;

/// <summary>How a rule of tact is in force. Values are stored: never renumber.</summary>
public enum RuleMode : byte
{
    /// <summary>Not asked.</summary>
    Off = 0,

    /// <summary>Asked and counted; what it would have held back is shown.</summary>
    Warn = 1,

    /// <summary>What it holds back is not shown.</summary>
    Enforce = 2,
}
