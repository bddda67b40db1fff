using System.Globalization;
using Rapport.Core.Tact;

namespace Rapport.Server.Tact;

/// <summary>A shop's rules of tact in plain words for its customers, with the shop's own numbers.</summary>
internal static class PlainRules
{
    public static string Of(TactRule rule, TactPolicy policy, string language) => language == "de" ? German(rule, policy) : English(rule, policy);

    private static string English(TactRule rule, TactPolicy policy) => rule switch
    {
        TactRule.Sensitive => "A sensitive topic such as health or belief is suggested only after your explicit yes to it, only on our pages, and never by mail or push.",
        TactRule.Delicate => $"A delicate topic needs your own word, or a purchase and interest on {policy.EvidenceDays} different days.",
        TactRule.Evidence when policy.StatedOnly => "Only what you told us yourself starts a topic: a wish, an answer.",
        TactRule.Evidence =>
            $"One look never starts a topic: it takes {policy.EvidenceItems} things on {policy.EvidenceDays} days, a purchase or your word. Interest halves in {Number(policy.HalfLifeDays)} days; after {policy.HistoryDays} days what you did says nothing more.",
        TactRule.Delay => $"We do not write about something right after you looked at it: after {Number(policy.DelayHours)} hours at the earliest, after {Number(policy.DelicateDelayHours)} where it is delicate.",
        TactRule.Frequency =>
            $"You are shown a topic at most {policy.TopicExposures} times in {policy.ExposureDays} days. A thing shown {policy.ItemExposures} times without a click rests for {policy.ItemDays} days. Mails: at most {policy.MailsADay} a day and {policy.MailsAWeek} a week.",
        TactRule.Spread => $"A topic appears in at most {policy.TopicChannels} channels in {policy.ExposureDays} days. " + (policy.CrossDevice ? "Your devices know of each other only if you allow it." : "Your devices never know of each other."),
        TactRule.Context => "What you tell us for service, returns, payment or security is used for nothing else.",
        TactRule.Hop when policy.Hops == 0 || policy.HopShare == 0 => "We suggest only from topics you showed an interest in.",
        TactRule.Hop => $"At most {Percent(policy.HopShare)} % of a row goes one step beyond topics you showed an interest in. A delicate topic never does.",
        TactRule.Specificity => "Outside your visit we name a thing only if you bought it, put it in your cart or wished for it.",
        TactRule.Explainable => "Nothing is shown as personal that cannot truly say why.",
        TactRule.Source => "We use what you told us and what happened here, nothing from elsewhere.",
        TactRule.Gift => "A gift says nothing about your taste.",
        TactRule.Shared => "What happened on a device before you signed in joins your account only after your yes.",
        TactRule.AfterPurchase => $"What you just bought is not offered again for {policy.RestDays} days" + (policy.Durables.Count > 0 ? $"; of things one needs once, nothing like it for {policy.DurableRestDays} days." : "."),
        TactRule.SayNo => $"What you say no to is gone at once. Its topic rests for {policy.PauseDays} days, and for good after a second no.",
        TactRule.Age => "Nobody known to be a child gets anything personal.",
        TactRule.Relevance => "A message that has nothing to do with what you buy is not sent to you.",
        TactRule.Blast => $"The same offer to more than {Percent(policy.BlastShare)} % of all customers needs a written reason.",
        TactRule.Pressure => "Everybody sees the same price, and nothing pretends to be scarce or about to end.",
        _ => $"At least {Percent(policy.BreathingRoom)} % of a row has nothing to do with you: new things, and what many buy.",
    };

    private static string German(TactRule rule, TactPolicy policy) => rule switch
    {
        TactRule.Sensitive => "Ein sensibles Thema wie Gesundheit oder Glaube wird nur nach Ihrem ausdrücklichen Ja dazu vorgeschlagen, nur auf unseren Seiten, nie per Mail oder Push.",
        TactRule.Delicate => $"Ein heikles Thema braucht Ihr eigenes Wort oder einen Kauf und Interesse an {policy.EvidenceDays} verschiedenen Tagen.",
        TactRule.Evidence when policy.StatedOnly => "Nur was Sie uns selbst gesagt haben, macht ein Thema auf: ein Wunsch, eine Antwort.",
        TactRule.Evidence =>
            $"Ein Blick macht noch kein Thema: Es braucht {policy.EvidenceItems} Dinge an {policy.EvidenceDays} Tagen, einen Kauf oder Ihr Wort. Interesse halbiert sich in {GermanNumber(policy.HalfLifeDays)} Tagen; nach {policy.HistoryDays} Tagen sagt nichts mehr, was Sie getan haben.",
        TactRule.Delay => $"Wir schreiben nicht gleich über etwas, das Sie angesehen haben: frühestens nach {GermanNumber(policy.DelayHours)} Stunden, bei Heiklem nach {GermanNumber(policy.DelicateDelayHours)}.",
        TactRule.Frequency =>
            $"Ein Thema sehen Sie höchstens {policy.TopicExposures}-mal in {policy.ExposureDays} Tagen. Was {policy.ItemExposures}-mal ohne Klick gezeigt wurde, ruht {policy.ItemDays} Tage. Mails: höchstens {policy.MailsADay} am Tag und {policy.MailsAWeek} in der Woche.",
        TactRule.Spread => $"Ein Thema erscheint in {policy.ExposureDays} Tagen auf höchstens {policy.TopicChannels} Wegen. " + (policy.CrossDevice ? "Ihre Geräte wissen nur voneinander, wenn Sie es erlauben." : "Ihre Geräte wissen nie voneinander."),
        TactRule.Context => "Was Sie uns für Kundendienst, Rückgabe, Zahlung oder Sicherheit sagen, dient nichts anderem.",
        TactRule.Hop when policy.Hops == 0 || policy.HopShare == 0 => "Wir schlagen nur aus Themen vor, für die Sie Interesse gezeigt haben.",
        TactRule.Hop => $"Höchstens {Percent(policy.HopShare)} % einer Reihe gehen einen Schritt über Themen hinaus, für die Sie Interesse gezeigt haben. Ein heikles Thema nie.",
        TactRule.Specificity => "Außerhalb Ihres Besuchs nennen wir etwas nur beim Namen, wenn Sie es gekauft, in den Warenkorb gelegt oder gemerkt haben.",
        TactRule.Explainable => "Nichts gilt als persönlich, was nicht wahr sagen kann, warum.",
        TactRule.Source => "Wir nutzen, was Sie uns gesagt haben und was hier geschah, nichts von anderswo.",
        TactRule.Gift => "Ein Geschenk sagt nichts über Ihren Geschmack.",
        TactRule.Shared => "Was auf einem Gerät vor Ihrer Anmeldung geschah, kommt nur nach Ihrem Ja zu Ihrem Konto.",
        TactRule.AfterPurchase => $"Was Sie gerade gekauft haben, wird {policy.RestDays} Tage nicht wieder angeboten" + (policy.Durables.Count > 0 ? $"; von Dingen, die man einmal braucht, {policy.DurableRestDays} Tage nichts Ähnliches." : "."),
        TactRule.SayNo => $"Was Sie ablehnen, ist sofort weg. Sein Thema ruht {policy.PauseDays} Tage, nach einem zweiten Nein für immer.",
        TactRule.Age => "Wer als Kind bekannt ist, bekommt nichts Persönliches.",
        TactRule.Relevance => "Eine Nachricht, die mit Ihren Käufen nichts zu tun hat, geht nicht an Sie.",
        TactRule.Blast => $"Dasselbe Angebot an mehr als {Percent(policy.BlastShare)} % aller Kunden braucht eine schriftliche Begründung.",
        TactRule.Pressure => "Alle sehen denselben Preis, und nichts gibt vor, knapp zu sein oder bald zu enden.",
        _ => $"Mindestens {Percent(policy.BreathingRoom)} % einer Reihe haben nichts mit Ihnen zu tun: Neues, und was viele kaufen.",
    };

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string GermanNumber(double value) => Number(value).Replace('.', ',');

    private static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture);
}
