using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;
using Rapport.Server.Hosting;

namespace Rapport.Server.Mail;

/// <summary>Sends links by SMTP, behind the answer: who asks for a link learns nothing from how long it takes.</summary>
/// <remarks><b>Failure</b>: what cannot be sent is given up and logged without address; the customer asks again. To a server elsewhere only over TLS.</remarks>
internal sealed class MailService(ILogger<MailService> log) : BackgroundService
{
    private const int MostWaiting = 1_000;

    private readonly Channel<LinkMail> _waiting = Channel.CreateBounded<LinkMail>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Send(LinkMail mail) => _waiting.Writer.TryWrite(mail);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var mail in _waiting.Reader.ReadAllAsync(stoppingToken))
                await SendAsync(mail, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task SendAsync(LinkMail mail, CancellationToken stopping)
    {
        try
        {
            var settings = mail.Tenant.Mail!;
            using var client = new SmtpClient();
            await client.ConnectAsync(settings.Host, settings.Port, IsHere(settings.Host) ? SecureSocketOptions.None : SecureSocketOptions.StartTls, stopping);
            if (settings.User.Length > 0)
                await client.AuthenticateAsync(settings.User, Environment.GetEnvironmentVariable(settings.PasswordVariable) ?? "", stopping);
            using var message = Write(mail, settings);
            await client.SendAsync(message, stopping);
            await client.DisconnectAsync(quit: true, stopping);
        }
        catch (Exception failure) when (failure is IOException or SocketException or CommandException or ProtocolException or AuthenticationException or SslHandshakeException or ParseException)
        {
            // The text of a mail server names addresses: its kind is enough.
            log.MailFailed(mail.Tenant.Id.Value, failure.GetType().Name);
        }
    }

    private static MimeMessage Write(LinkMail mail, MailSettings settings)
    {
        var link = $"{settings.CentreUrl}#rapport-link={mail.Secret}";
        var minutes = (int)SignInLinks.LinkLife.TotalMinutes;
        var (subject, text) = mail.Language.StartsWith("de", StringComparison.OrdinalIgnoreCase)
            ? ($"Ihre Daten bei {mail.Tenant.Name}", $"Guten Tag,\n\nmit diesem Link öffnen Sie Ihre Daten und Ihre Einstellungen. Er gilt {minutes} Minuten und nur einmal:\n\n{link}\n\nHaben Sie ihn nicht angefordert, brauchen Sie nichts zu tun.\n")
            : ($"Your data at {mail.Tenant.Name}", $"Hello,\n\nthis link opens your data and your choices. It holds for {minutes} minutes, and once:\n\n{link}\n\nIf you did not ask for it, there is nothing to do.\n");
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.Add(MailboxAddress.Parse(mail.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static bool IsHere(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
