namespace Rapport.Storage.House;

/// <summary>What a secret key or an operator may do. A role is a set of these, and so is the scope of a key.</summary>
[Flags]
public enum Permissions
{
    None = 0,

    /// <summary>Write events of any customer.</summary>
    Events = 1,

    /// <summary>Ask for decisions about any customer.</summary>
    Decisions = 2,

    /// <summary>Read counts and measures: nobody's name.</summary>
    Figures = 4,

    /// <summary>Change what the shop sells, and train on it.</summary>
    Catalogue = 8,

    /// <summary>Change rules and quiz.</summary>
    Policy = 16,

    /// <summary>Approve changes of policy, and roll them back.</summary>
    Approve = 32,

    /// <summary>Read and change what is held about a named customer.</summary>
    Customers = 64,

    /// <summary>Take what is held about a customer out of the house.</summary>
    Export = 128,

    /// <summary>Make and revoke keys, name and remove operators.</summary>
    House = 256,

    /// <summary>Everything of one shop: a key without a scope.</summary>
    All = 511,

    /// <summary>Read <c>/metrics</c>, which speaks of all shops: a key of the house, not of a shop.</summary>
    Metrics = 512,
}
