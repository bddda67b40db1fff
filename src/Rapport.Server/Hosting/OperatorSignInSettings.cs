namespace Rapport.Server.Hosting;

/// <summary>The identity provider (OpenID Connect) by which operators of a shop sign in, and whom of its people it lets in: nobody whose claim is not named here.</summary>
public sealed record OperatorSignInSettings
{
    /// <summary>The provider's issuer address, under which its <c>/.well-known/openid-configuration</c> lies; https, or loopback.</summary>
    public required string Authority { get; init; }

    /// <summary>This server's name at the provider.</summary>
    public required string ClientId { get; init; }

    /// <summary>The name of the environment variable that holds the client's secret; null for a client without one, which PKCE alone protects.</summary>
    public string? ClientSecretVariable { get; init; } = "RAPPORT_OIDC_SECRET";

    /// <summary>What the button at the door says; the provider's host where empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>The claim of the id token that says who may come in: groups, roles.</summary>
    public string Claim { get; init; } = "groups";

    /// <summary>The claim that names a person in the audit. <c>sub</c> is never given to somebody else; say another only if people cannot change it themselves.</summary>
    public string NameClaim { get; init; } = "sub";

    /// <summary>What is asked of the provider beside <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>A value of the claim, and the role it gives.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    /// <summary>Values of the claim that also let a customer's data be taken out of the house.</summary>
    public IReadOnlyList<string> Export { get; init; } = [];

    internal bool IsLoopback => Uri.TryCreate(Authority, UriKind.Absolute, out var uri) && uri.IsLoopback;

    /// <exception cref="ArgumentException">The first mistake.</exception>
    internal OperatorSignInSettings Checked()
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var authority) || (authority.Scheme != Uri.UriSchemeHttps && !(authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
            throw new ArgumentException($"operatorSignIn.authority is '{Authority}'; say an https address.");
        if (ClientId.Length == 0 || Claim.Length == 0 || NameClaim.Length == 0)
            throw new ArgumentException("operatorSignIn needs clientId, claim and nameClaim.");
        if (Roles.Count == 0)
            throw new ArgumentException("operatorSignIn.roles lets nobody in; say for example { \"shop-admins\": \"admin\" }.");
        if (Roles.FirstOrDefault(entry => entry.Key.Length == 0 || Storage.House.Roles.Find(entry.Value) is null) is { Key: not null } unknown)
            throw new ArgumentException($"operatorSignIn.roles gives '{unknown.Key}' the role '{unknown.Value}'; there are {string.Join(", ", Storage.House.Roles.Names)}.");
        if (Export.FirstOrDefault(value => !Roles.ContainsKey(value)) is { } stray)
            throw new ArgumentException($"operatorSignIn.export names '{stray}', which has no role.");
        return this;
    }
}
