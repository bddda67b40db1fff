namespace Rapport.Storage.House;

/// <summary>What an operator is there for. Export is no part of any role: it is given for itself.</summary>
public enum Role : byte
{
    /// <summary>Sees counts.</summary>
    Viewer = 0,

    /// <summary>Sees counts, changes catalogue, rules and quiz.</summary>
    Marketer = 1,

    /// <summary>Sees counts and named customers, carries out their rights, approves changes of policy.</summary>
    PrivacyOfficer = 2,

    /// <summary>Runs the house: policy, keys and operators. Does not see named customers.</summary>
    Admin = 3,
}
