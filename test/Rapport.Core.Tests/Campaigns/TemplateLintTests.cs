using Rapport.Core.Campaigns;
using Rapport.Core.Catalogue;

namespace Rapport.Core.Tests.Campaigns;

public sealed class TemplateLintTests
{
    [Fact]
    public void A_plain_honest_mail_passes_in_both_languages()
    {
        var template = new CampaignTemplate(new Dictionary<string, MailWords>
        {
            ["en"] = new("New at {{ shop.name }}", "Hello,\n{% for item in items %}{{ item.title }} – {{ item.reason }}\n{% endfor %}{% if offer %}{{ offer.text }}: {{ offer.code }}{% endif %}\n{{ unsubscribe_url }}"),
            ["de"] = new("Neues bei {{ shop.name }}", "Guten Tag,\n{% if viewed %}Sie mögen {{ viewed.title }}.{% endif %}\n{{ unsubscribe_url }}", "<p>Guten Tag</p><img src=\"{{ item.image }}\" width=\"200\" alt=\"{{ item.title }}\">"),
        });

        Assert.Empty(TemplateLint.Check(template, TopicClassifier.Default));
    }

    [Theory]
    [InlineData("{{ viewed.count }}", "T9")]
    [InlineData("{{ viewed.at }}", "T9")]
    [InlineData("{{ person.city }}", "T9")]
    [InlineData("{% for item in viewed %}{{ item.title }}{% endfor %}", "T9")]
    [InlineData("{% if person.age %}x{% endif %}", "T9")]
    [InlineData("You looked at this 3 times", "T9")]
    [InlineData("We noticed that you like tents", "T9")]
    [InlineData("Gestern haben Sie Zelte angesehen", "T9")]
    [InlineData("Ganz in Ihrer Nähe", "T9")]
    [InlineData("Only 3 left!", "T19")]
    [InlineData("Hurry, ends tonight", "T19")]
    [InlineData("Nur noch 2 da, solange der Vorrat reicht", "T19")]
    [InlineData("{% include 'x' %}", "invalid")]
    public void S031_T9_T19_what_counts_places_times_or_presses_is_refused(string text, string code) => Assert.Contains(code, CodesOf(new MailWords("News", text)));

    [Theory]
    [InlineData("Your pregnancy, week by week", "T2")]
    [InlineData("Windeln zum halben Preis", "T2")]
    [InlineData("More like {{ viewed.title }}", "T9")]
    [InlineData("{{ item.title }} for you", "T9")]
    public void T2_T9_a_subject_names_nothing_delicate_and_nobodys_things(string subject, string code) => Assert.Contains(code, CodesOf(new MailWords(subject, "Hello")));

    [Theory]
    [InlineData("<img src=\"https://shop.example/o.gif\" width=\"1\" height=\"1\">")]
    [InlineData("<img src=\"https://shop.example/o.gif\" style=\"display:none\">")]
    [InlineData("<img src=\"https://shop.example/o?u={{ offer.code }}\">")]
    [InlineData("<img src=\"{{ unsubscribe_url }}\">")]
    [InlineData("<p style=\"background:url(https://shop.example/o)\">x</p>")]
    [InlineData("<link rel=\"stylesheet\" href=\"https://shop.example/a.css\">")]
    public void S085_nothing_in_a_mail_tells_who_opened_it(string html) => Assert.Contains("open-pixel", CodesOf(new MailWords("News", "Hello", html)));

    private static IEnumerable<string> CodesOf(MailWords words) =>
        TemplateLint.Check(new CampaignTemplate(new Dictionary<string, MailWords> { ["en"] = words }), TopicClassifier.Default).Select(mistake => mistake.Code);
}
