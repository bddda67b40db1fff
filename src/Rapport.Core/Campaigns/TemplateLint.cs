using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Rapport.Core.Catalogue;

namespace Rapport.Core.Campaigns;

/// <summary>Reads the words of a campaign before anybody gets them: rules T2, T9 and T19, and no hidden picture that tells who opened it.</summary>
/// <remarks>
/// A template can only say what is on the list of places it may fill: there is no place for a count, a time or a location, and what somebody
/// only looked at has a category in its place. The words around them are read for what people write themselves.
/// </remarks>
public static partial class TemplateLint
{
    private const int MostChars = 100_000;

    /// <summary>What a template may fill in, without loops' own names.</summary>
    public static FrozenSet<string> Places { get; } = new[]
    {
        "shop.name", "items", "item.title", "item.reason", "item.price", "item.url", "item.image", "item.isNamed",
        "offer", "offer.code", "offer.text", "offer.percent", "viewed", "viewed.title", "bought", "bought.title", "wished", "wished.title", "carted", "carted.title",
        "unsubscribe_url", "centre_url",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyList<CampaignMistake> Check(CampaignTemplate template, TopicClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(classifier);
        if (template.Languages.Count == 0 || template.Languages.Keys.Any(language => language is not ("en" or "de")))
            return [new("invalid", "template", "Words in en, de or both.")];
        return [.. template.Languages.SelectMany(each => Check(each.Value, "template." + each.Key, classifier))];
    }

    /// <summary>True where ready words would tell of a touchy topic to whoever glances at a locked screen (rule T2).</summary>
    public static bool IsTouchy(string subject, TopicClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        return classifier.ClassOfText(subject) != TopicClass.Ordinary;
    }

    private static IEnumerable<CampaignMistake> Check(MailWords words, string where, TopicClassifier classifier)
    {
        if (string.IsNullOrWhiteSpace(words.Subject) || words.Subject.Contains('\n', StringComparison.Ordinal) || words.Subject.Length > 200)
            yield return new("invalid", where + ".subject", "One line of up to 200 characters.");
        if (string.IsNullOrWhiteSpace(words.Text))
            yield return new("invalid", where + ".text", "Every mail has a part of plain text.");
        if (IsTouchy(words.Subject, classifier))
            yield return new("T2", where + ".subject", "A touchy word has no place where a locked screen shows it.");
        if (Place().Matches(words.Subject).Any(place => place.Groups["name"].Value is not ("shop.name" or "offer.text" or "offer.percent")))
            yield return new("T9", where + ".subject", "A subject names nobody's things: shop.name, offer.text and offer.percent are what it may fill in.");
        foreach (var (text, part) in new[] { (words.Subject, "subject"), (words.Text, "text"), (words.Html ?? "", "html") })
        {
            foreach (var mistake in CheckPart(text, $"{where}.{part}"))
                yield return mistake;
        }

        foreach (var mistake in Pictures(words.Html ?? "", where + ".html"))
            yield return mistake;
    }

    private static IEnumerable<CampaignMistake> CheckPart(string text, string where)
    {
        if (text.Length > MostChars)
            yield return new("invalid", where, $"At most {MostChars} characters.");
        foreach (var name in Place().Matches(text).Concat(Condition().Matches(text)).Select(place => place.Groups["name"].Value).Distinct().Where(name => !Places.Contains(name)))
            yield return new("T9", where, $"'{name}' is nothing a mail may say. It may fill in {string.Join(", ", Places.Order(StringComparer.Ordinal))}.");
        foreach (var loop in Loop().Matches(text).Where(loop => loop.Groups["each"].Value != "item" || loop.Groups["all"].Value != "items"))
            yield return new("T9", where, $"'{loop.Value.Trim()}': the one list a mail goes through is 'for item in items'.");
        foreach (var tag in Tag().Matches(text).Select(tag => tag.Groups["name"].Value).Distinct().Where(tag => tag is not ("for" or "endfor" or "if" or "else" or "elsif" or "endif" or "unless" or "endunless")))
            yield return new("invalid", where, $"'{tag}' is a tag that mails do without.");
        var plain = Liquid().Replace(text, " ");
        foreach (var pressed in Pressure().Matches(plain).Select(match => match.Value.Trim()))
            yield return new("T19", where, $"'{pressed}' presses: no scarcity that is none, no countdown, no blame.");
        foreach (var watched in Watching().Matches(plain).Select(match => match.Value.Trim()))
            yield return new("T9", where, $"'{watched}' tells how often, when or where somebody did something.");
    }

    private static IEnumerable<CampaignMistake> Pictures(string html, string where)
    {
        foreach (var picture in Picture().Matches(html).Select(match => match.Value))
        {
            if (Hidden().IsMatch(picture))
                yield return new("open-pixel", where, "A picture nobody can see tells who opened the mail; there is none.");
            else if (Place().Matches(picture).Any(place => place.Groups["name"].Value is not ("item.image" or "item.title" or "shop.name")))
                yield return new("open-pixel", where, "A picture's address is the same for everybody: a constant, or item.image.");
        }

        if (Active().IsMatch(html))
            yield return new("open-pixel", where, "No script, no frame, no sheet and no font from elsewhere: whatever a mail loads tells who opened it.");
    }

    [GeneratedRegex(@"\{\{-?\s*(?<name>[\w.]+)[^}]*\}\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\{%-?\s*(?:if|elsif|unless)\s+(?<name>[\w.]+)[^%]*%\}")]
    private static partial Regex Condition();

    [GeneratedRegex(@"\{%-?\s*for\s+(?<each>\w+)\s+in\s+(?<all>[\w.]+)[^%]*%\}")]
    private static partial Regex Loop();

    [GeneratedRegex(@"\{%-?\s*(?<name>\w+)")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{\{.*?\}\}|\{%.*?%\}", RegexOptions.Singleline)]
    private static partial Regex Liquid();

    [GeneratedRegex(@"hurry|only today|today only|last chance|final hours?|limited time|ends (?:in|tonight)|before it'?s gone|while stocks? lasts?|only \d+ left|almost gone|selling fast|act now|don'?t miss|miss(?:ing)? out|countdown|expires? in \d+|\d+ people are (?:looking|watching)|beeil|nur (?:noch )?heute|letzte chance|nur noch (?:\d+|wenige)|solange der vorrat|fast ausverkauft|jetzt oder nie|nicht verpassen|endet in|läuft (?:in \d+ )?\w* ?ab\b|\d+ (?:andere|personen) sehen", RegexOptions.IgnoreCase)]
    private static partial Regex Pressure();

    [GeneratedRegex(@"you(?:'ve| have)? (?:looked at|viewed|visited|opened|browsed|searched)[^.]{0,60}?(?:\d+|twice|times|yesterday|last (?:night|week)|this morning|ago)|we (?:saw|noticed|know) (?:that )?you|near you|in your (?:area|city|neighbourhood)|since you left|\d+[- ]?mal (?:angesehen|angeschaut|besucht|gesucht)|gestern (?:haben|hast)|wir haben (?:gesehen|bemerkt)|in (?:ihrer|deiner) nähe|(?:angesehen|angeschaut|gesucht)[^.]{0,30}(?:gestern|letzte)", RegexOptions.IgnoreCase)]
    private static partial Regex Watching();

    [GeneratedRegex(@"<img\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"(?:width|height)\s*[=:]\s*[""']?\s*[012](?:px)?\b|display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:[;""'\s]|\.0)", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<(?:script|iframe|object|embed|link|video|audio|source|base|form)\b|url\s*\(|@import|background\s*=|srcset\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Active();
}
