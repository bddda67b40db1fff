using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Rapport.Server.Hosting;

namespace Rapport.Server.Mail;

/// <summary>A connection to a shop's mail server. To a server elsewhere only over TLS.</summary>
/// <remarks><b>Threads</b>: not safe; one for each that sends.</remarks>
internal sealed class MailDoor : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SmtpClient _client = new() { Timeout = (int)Patience.TotalMilliseconds };

    private MailDoor()
    {
    }

    /// <summary>How many mails went through it.</summary>
    public int Sent { get; private set; }

    public bool IsOpen => _client.IsConnected;

    /// <returns>Null where the server is not to be reached, or does not let this shop in.</returns>
    public static async Task<MailDoor?> TryOpenAsync(MailSettings settings, CancellationToken cancellation)
    {
        var door = new MailDoor();
        try
        {
            await door._client.ConnectAsync(settings.Host, settings.Port, IsHere(settings.Host) ? SecureSocketOptions.None : SecureSocketOptions.StartTls, cancellation);
            if (settings.User.Length > 0)
                await door._client.AuthenticateAsync(settings.User, Environment.GetEnvironmentVariable(settings.PasswordVariable) ?? "", cancellation);
            return door;
        }
        catch (Exception failure) when (failure is IOException or SocketException or CommandException or ProtocolException or AuthenticationException or SslHandshakeException or TimeoutException)
        {
            await door.DisposeAsync();
            return null;
        }
    }

    /// <summary>Hands one mail over. Where it cannot be known whether it arrived, that is the answer.</summary>
    public async Task<HandOver> SendAsync(MimeMessage message)
    {
        try
        {
            // Not stopped half-way: a mail that may or may not have gone out helps nobody.
            await _client.SendAsync(message, CancellationToken.None);
            Sent++;
            return HandOver.Done;
        }
        catch (SmtpCommandException refused)
        {
            await ResetAsync();
            return (int)refused.StatusCode < 500 ? HandOver.NotNow : refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? HandOver.NoSuchAddress : HandOver.Refused;
        }
        catch (ServiceNotConnectedException)
        {
            return HandOver.NotNow;
        }
        catch (Exception failure) when (failure is IOException or SocketException or ProtocolException or TimeoutException or OperationCanceledException)
        {
            return HandOver.Unknown;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected)
                await _client.DisconnectAsync(quit: true, CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or SocketException or CommandException or ProtocolException or TimeoutException)
        {
            // It is closed all the same.
        }

        _client.Dispose();
    }

    private async Task ResetAsync()
    {
        try
        {
            if (_client.IsConnected)
                await _client.NoOpAsync(CancellationToken.None);
        }
        catch (Exception failure) when (failure is IOException or SocketException or CommandException or ProtocolException or TimeoutException)
        {
            // The next one opens anew.
        }
    }

    private static bool IsHere(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}

/// <summary>What became of a mail at the mail server.</summary>
internal enum HandOver : byte
{
    None = 0,

    /// <summary>The server took it.</summary>
    Done,

    /// <summary>The server did not take it, and may another time.</summary>
    NotNow,

    /// <summary>The server will never take it.</summary>
    Refused,

    /// <summary>The server will never take anything for this address.</summary>
    NoSuchAddress,

    /// <summary>The connection broke in the middle: it may have arrived or not.</summary>
    Unknown,
}
