namespace Rapport.Server.Hosting;

/// <summary>How a shop's sign-in links are sent. The password, where one is needed, is read from the environment, never from this file.</summary>
public sealed record MailSettings
{
    /// <summary>The mail server that takes mail from here.</summary>
    public required string Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>The address it comes from.</summary>
    public required string From { get; init; }

    /// <summary>The shop's page with the privacy centre; the link is this address with a fragment, which no server and no log ever sees.</summary>
    public required string CentreUrl { get; init; }

    /// <summary>The user name at the mail server; empty for none.</summary>
    public string User { get; init; } = "";

    /// <summary>The name of the environment variable that holds the password.</summary>
    public string PasswordVariable { get; init; } = "RAPPORT_SMTP_PASSWORD";

    /// <summary>Where the world reaches this server, e.g. <c>https://rapport.shop.example</c>: the way out of every campaign mail leads there. Without it no campaign is sent.</summary>
    public string? ServerUrl { get; init; }

    /// <summary>The key that campaign mails are signed with; null leaves that to the mail server.</summary>
    public DkimSettings? Dkim { get; init; }

    /// <summary>True where the shop's customer ids are their e-mail addresses: then customers ask for a link themselves. Else the shop asks for them.</summary>
    public bool CustomersAreAddresses { get; init; }
}
