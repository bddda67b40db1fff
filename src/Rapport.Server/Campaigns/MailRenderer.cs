using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Encodings.Web;
using Fluid;
using Rapport.Core.Campaigns;
using Rapport.Core.Catalogue;
using Rapport.Core.Recommendations;
using Rapport.Server.Endpoints;

namespace Rapport.Server.Campaigns;

/// <summary>Fills the words of a campaign in for one recipient. What may be filled in is on a list; nothing else can be named.</summary>
/// <remarks><b>Threads</b>: safe; a template is parsed once.</remarks>
internal sealed class MailRenderer(TopicClassifier classifier)
{
    private const int MostSteps = 100_000;

    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = new() { MaxSteps = MostSteps, CultureInfo = CultureInfo.InvariantCulture };

    private readonly ConcurrentDictionary<string, IFluidTemplate> _parsed = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the Liquid of a template; null when it can be read.</summary>
    public static string? Mistake(string template) => Parser.TryParse(template, out _, out var mistake) ? null : mistake;

    public async Task<RenderedMail> RenderAsync(MailContent content, MailWords words)
    {
        var subject = await FillAsync(words.Subject, content, NullEncoder.Default);
        // An offer's words are the shop's; a touchy one is not for a locked screen (rule T2).
        if (TemplateLint.IsTouchy(subject, classifier))
            subject = content.IsGerman ? "Neues von " + content.Shop : "News from " + content.Shop;
        var text = await FillAsync(words.Text, content, NullEncoder.Default);
        var html = words.Html is null ? null : await FillAsync(words.Html, content, HtmlEncoder.Default);
        return new RenderedMail(subject.ReplaceLineEndings(" "), WithWayOut(text, content), html is null ? null : WithWayOutHtml(html, content));
    }

    private static string WithWayOut(string text, MailContent content) => text.Contains(content.WayOut, StringComparison.Ordinal) ? text
        : $"{text.TrimEnd()}\n\n-- \n{(content.IsGerman ? "Keine solchen Mails mehr" : "No more mails like this")}: {content.WayOut}\n";

    private static string WithWayOutHtml(string html, MailContent content) => html.Contains(content.WayOut, StringComparison.Ordinal) ? html
        : $"{html}<p><a href=\"{HtmlEncoder.Default.Encode(content.WayOut)}\">{(content.IsGerman ? "Keine solchen Mails mehr" : "No more mails like this")}</a></p>";

    private async Task<string> FillAsync(string template, MailContent content, TextEncoder encoder)
    {
        var parsed = _parsed.GetOrAdd(template, text => Parser.Parse(text));
        var context = new TemplateContext(Options);
        context.SetValue("shop", new Dictionary<string, object> { ["name"] = content.Shop });
        context.SetValue("items", content.Items.Select(PlacesOf).ToArray());
        if (content.Offer is { } offer)
            context.SetValue("offer", new Dictionary<string, object> { ["code"] = offer.Code, ["percent"] = offer.Percent, ["text"] = TextOf(offer, content.IsGerman) });
        Name(context, "viewed", content.Memory.Viewed);
        Name(context, "bought", content.Memory.Bought);
        Name(context, "wished", content.Memory.Wished);
        Name(context, "carted", content.Memory.Carted);
        context.SetValue("unsubscribe_url", content.WayOut);
        context.SetValue("centre_url", content.CentreUrl);
        return await parsed.RenderAsync(context, encoder);
    }

    private static string TextOf(Offer offer, bool isGerman) => offer.Text.GetValueOrDefault(isGerman ? "de" : "en") ?? offer.Text.Values.First();

    private static void Name(TemplateContext context, string place, string? title)
    {
        if (title is not null)
            context.SetValue(place, new Dictionary<string, object> { ["title"] = title });
    }

    private static Dictionary<string, object> PlacesOf(MailItem item)
    {
        var places = new Dictionary<string, object> { ["title"] = item.Title, ["reason"] = item.Reason, ["isNamed"] = item.IsNamed };
        foreach (var (place, value) in new[] { ("price", item.Price), ("url", item.Url), ("image", item.Image) })
        {
            if (value is not null)
                places[place] = value;
        }

        return places;
    }
}

/// <summary>All that a mail to one person may say.</summary>
internal sealed record MailContent(string Shop, bool IsGerman, IReadOnlyList<MailItem> Items, Offer? Offer, MailMemory Memory, string WayOut, string CentreUrl);

/// <summary>An item in a mail; by its category where the person only looked at it (rule T9).</summary>
internal sealed record MailItem(string Title, string Reason, bool IsNamed, string? Price = null, string? Url = null, string? Image = null)
{
    public static MailItem Of(CatalogueItem item, Recommendation shown, MailMemory memory) => memory.MayName(item)
        ? new MailItem(item.Title, shown.Reason.Text, IsNamed: true, Wire.Price(item.PriceMinor) + " " + item.Currency, item.Url, item.ImageUrl)
        : new MailItem(MailMemory.CategoryOf(item), shown.Reason.Text, IsNamed: false);
}

/// <summary>Words as they are sent.</summary>
internal sealed record RenderedMail(string Subject, string Text, string? Html);
