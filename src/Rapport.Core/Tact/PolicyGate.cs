namespace Rapport.Core.Tact;

/// <summary>What a shop must have on before it may choose some presets.</summary>
public enum PolicyGate : byte
{
    /// <summary>Every personal item says why (rule T10 is enforced).</summary>
    Explanations = 1,

    /// <summary>The privacy centre is reachable for the shop's customers.</summary>
    Dashboard = 2,

    /// <summary>Histories lie encrypted and the keys are there.</summary>
    Encryption = 3,

    /// <summary>The audit is kept and holds.</summary>
    Audit = 4,

    /// <summary>Alarms reach somebody.</summary>
    Alarms = 5,
}
