namespace Rapport.Console.Enter;

/// <summary>By what somebody came in.</summary>
public enum EntrantKind : byte
{
    None = 0,

    /// <summary>A secret key, while the shop has no operators.</summary>
    Key = 1,

    Password = 2,

    /// <summary>The shop's own identity provider.</summary>
    Oidc = 3,
}
