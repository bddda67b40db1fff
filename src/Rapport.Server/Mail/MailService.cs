using System.Threading.Channels;
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
        var became = HandOver.NotNow;
        try
        {
            var settings = mail.Tenant.Mail!;
            using var message = Write(mail, settings);
            await using var door = await MailDoor.TryOpenAsync(settings, stopping);
            if (door is not null)
                became = await door.SendAsync(message);
        }
        catch (ParseException)
        {
            became = HandOver.NoSuchAddress;
        }

        // The text of a mail server names addresses: its kind is enough.
        if (became != HandOver.Done)
            log.MailFailed(mail.Tenant.Id.Value, became.ToString());
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
}
