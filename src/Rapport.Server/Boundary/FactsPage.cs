using System.Globalization;
using Rapport.Core.Consent;
using Rapport.Core.Events;

namespace Rapport.Server.Boundary;

/// <summary>The two public pages of a shop, written from its privacy facts.</summary>
internal sealed class FactsPage(PrivacyFacts facts, FactsTexts texts)
{
    private const string Here = "/privacy/";

    /// <summary>What is kept, for what, for how long, and who else gets it.</summary>
    public string Facts() => Whole("facts", [Kept(), Out(), Checked()]);

    /// <summary>What is never collected, and how what others see is made nobody's.</summary>
    public string NotCollected() => Whole("never", [Never(), Dropped(), Anonymous(), Checked()]);

    private string Whole(string page, IEnumerable<Markup> parts) => Markup.Of($"""
        <!doctype html>
        <html lang="{texts.Language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{texts[page + ".title"]} · {facts.Name}</title>
        <link rel="stylesheet" href="/privacy/page.css">
        <link rel="icon" href="data:,">
        </head>
        <body>
        <header>
        <p class="shop">{facts.Name}</p>
        <nav aria-label="{texts["nav"]}">{Link("facts", "facts", page)}{Link("not-collected", "never", page)}</nav>
        <p class="languages">{Markup.Each(FactsTexts.Languages, language => Language(language, page))}</p>
        </header>
        <main>
        <h1>{texts[page + ".title"]}</h1>
        <p class="lead">{texts.Say(page + ".lead", facts.Name)}</p>
        {Markup.Each(parts, part => part)}
        </main>
        </body>
        </html>
        """).Html;

    private Markup Link(string address, string key, string page) => key == page
        ? Markup.Of($"""<a aria-current="page" href="{At(address, texts.Language)}">{texts[key + ".title"]}</a>""")
        : Markup.Of($"""<a href="{At(address, texts.Language)}">{texts[key + ".title"]}</a>""");

    private Markup Language(string language, string page) => language == texts.Language
        ? Markup.Of($"""<strong>{language.ToUpperInvariant()}</strong>""")
        : Markup.Of($"""<a hreflang="{language}" lang="{language}" href="{At(page == "facts" ? "facts" : "not-collected", language)}">{language.ToUpperInvariant()}</a>""");

    private string At(string address, string language) => $"{Here}{facts.Tenant}/{address}?language={language}";

    private Markup Kept() => facts.Kept.Count == 0
        ? Section("kept.title", Markup.Of($"""<p>{texts["kept.none"]}</p>"""))
        : Section("kept.title", Markup.Of($"""
        <div class="scroll" tabindex="0" role="region" aria-label="{texts["kept.title"]}"><table>
        <thead><tr><th scope="col">{texts["kept.signal"]}</th><th scope="col">{texts["kept.fields"]}</th><th scope="col">{texts["kept.purposes"]}</th></tr></thead>
        <tbody>{Markup.Each(facts.Kept, Row)}</tbody>
        </table></div>
        {Markup.Each(facts.Purposes.Select(purpose => (purpose.RetentionDays, purpose.YesDays)).Distinct(), terms => Markup.Of($"<p>{texts.Say("kept.retention", terms.RetentionDays, terms.YesDays)}</p>"))}
        <p>{texts["price"]}</p>
        """));

    private Markup Row(KeptSignal kept) => Markup.Of($"""
        <tr><th scope="row">{SignalCatalogue.Find(kept.Id)!.Titles[texts.Language]}</th><td>{string.Join(", ", kept.Fields.Select(field => texts["field." + field]))}</td><td>{string.Join(", ", kept.Purposes.Select(purpose => PurposeCatalogue.Find(purpose)!.Texts[texts.Language].Title))}</td></tr>
        """);

    private Markup Never() => Section("neverkept.title", Markup.Of($"""
        <p>{texts["neverkept.lead"]}</p>
        <ul class="never">{Markup.Each(facts.NeverKept, code => Markup.Of($"<li>{texts["never." + code]}</li>"))}</ul>
        """));

    private Markup Dropped() => Section("dropped.title", facts.Dropped.Count == 0
        ? Markup.Of($"""<p>{texts["dropped.none"]}</p>""")
        : Markup.Of($"""
        <p>{texts.Say("dropped.lead", facts.Name)}</p>
        <ul class="never">{Markup.Each(facts.Dropped, name => Markup.Of($"<li>{NameOf(name)}</li>"))}</ul>
        """));

    /// <summary>A signal, or a field of one.</summary>
    private string NameOf(string dropped) => dropped.Split('.') is [var signal, var field]
        ? $"{SignalCatalogue.Find(signal)!.Titles[texts.Language]}: {texts["field." + field]}"
        : SignalCatalogue.Find(dropped)!.Titles[texts.Language];

    private Markup Anonymous() => Section("anonymous.title", Markup.Of($"""
        <ul>
        <li>{texts.Say("anonymous.k", facts.Anonymity.FewestCustomers)}</li>
        <li>{texts.Say("anonymous.noise", facts.Anonymity.NoiseOver)}</li>
        <li>{texts.Say("anonymous.batch", facts.Anonymity.RefreshHours)}</li>
        <li>{texts["anonymous.key"]}</li>
        </ul>
        """));

    private Markup Out() => Section("out.title", Markup.Of($"""
        <dl>
        {Count("out.sales", facts.Outbound.Sales, "out.nobody")}{Count("out.sharings", facts.Outbound.Sharings, "out.nobody")}{Count("out.requests", facts.Outbound.ThirdPartyRequests, "out.none")}{Count("out.cookies", facts.Outbound.ThirdPartyCookies, "out.none")}
        {Processors()}
        </dl>
        """));

    /// <summary>Who works for the shop and gets something: named, and what.</summary>
    private Markup Processors() => Markup.Of($"""
        <div><dt>{texts["out.processors"]}</dt><dd>{(facts.Outbound.Processors.Count == 0 ? Markup.Of($"<b>0</b> · {texts["out.nobody"]}") : Markup.Each(facts.Outbound.Processors, way => Markup.Of($"<span>{texts["out.way." + way]}</span>")))}</dd></div>
        """);

    private Markup Count(string key, int count, string none) => Markup.Of($"""
        <div><dt>{texts[key]}</dt><dd><b>{count.ToString(CultureInfo.InvariantCulture)}</b>{(count == 0 ? " · " + texts[none] : "")}</dd></div>
        """);

    private Markup Checked() => Section("check.title", Markup.Of($"""
        <p>{texts.Say("check.store", texts.Time(facts.Storage.CheckedAt), facts.Storage.Customers, facts.Storage.Lines)}</p>
        {(facts.Storage.FromBefore > 0 ? Markup.Of($"<p>{texts.Say("check.before", facts.Storage.FromBefore)}</p>") : new Markup(""))}
        <p>{texts["check.signed"]}</p>
        <p class="links"><a href="/v1/privacy-facts?tenant={facts.Tenant}">{texts["check.statement"]}</a><a href="/v1/keys">{texts["check.keys"]}</a></p>
        <p class="small">{texts.Say("check.settings", facts.Settings[..16])}</p>
        """));

    private Markup Section(string title, Markup content) => Markup.Of($"""
        <section><h2>{texts[title]}</h2>{content}</section>
        """);
}
