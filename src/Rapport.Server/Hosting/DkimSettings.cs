namespace Rapport.Server.Hosting;

/// <summary>How campaign mails are signed (RFC 6376).</summary>
public sealed record DkimSettings
{
    /// <summary>The domain of the sender.</summary>
    public required string Domain { get; init; }

    /// <summary>The name of the key in the domain's records.</summary>
    public required string Selector { get; init; }

    /// <summary>A file with the private key (RSA, PEM); never in this settings file itself.</summary>
    public required string KeyFile { get; init; }
}
