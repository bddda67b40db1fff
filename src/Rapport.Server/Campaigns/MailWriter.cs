using MimeKit;
using MimeKit.Cryptography;
using Rapport.Server.Hosting;

namespace Rapport.Server.Campaigns;

/// <summary>Makes a campaign's mail: its parts, its way out by one click (RFC 8058), its stable id, and its signature where the shop gave a key (RFC 6376).</summary>
/// <remarks><b>Threads</b>: not safe; one for each that sends.</remarks>
internal sealed class MailWriter(MailSettings settings)
{
    private static readonly HeaderId[] Signed =
        [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.ContentType, HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost];

    private readonly MailboxAddress _from = MailboxAddress.Parse(settings.From);
    private readonly DkimSigner? _signer = settings.Dkim is { } dkim
        ? new DkimSigner(dkim.KeyFile, dkim.Domain, dkim.Selector, DkimSignatureAlgorithm.RsaSha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        }
        : null;

    /// <summary>The Message-ID of a mail, without brackets.</summary>
    public static string MessageIdOf(MailSettings settings, string mail) => mail + "@" + MailboxAddress.Parse(settings.From).Domain;

    /// <exception cref="ParseException">The address is none.</exception>
    public MimeMessage Write(RenderedMail mail, string id, string address, string wayOut, DateTimeOffset now)
    {
        var body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html };
        var message = new MimeMessage { Subject = mail.Subject, Body = body.ToMessageBody(), MessageId = MessageIdOf(settings, id), Date = now };
        message.From.Add(_from);
        message.To.Add(MailboxAddress.Parse(address));
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{wayOut}>");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        message.Prepare(EncodingConstraint.SevenBit);
        _signer?.Sign(message, Signed);
        return message;
    }
}
