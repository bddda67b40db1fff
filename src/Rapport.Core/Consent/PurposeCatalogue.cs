using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Rapport.Core.Consent;

/// <summary>The purposes Rapport knows and every text version ever shown for them.</summary>
/// <remarks>A text is never edited: a new wording is a new version, and the ledger names the one that was shown.</remarks>
public static class PurposeCatalogue
{
    private const int HistoryDays = 365;
    private const int YesDays = 365;

    /// <summary>How many months a no rests where the shop says nothing: longer than a yes lasts.</summary>
    public const int RestMonths = 13;

    /// <summary>What Global Privacy Control speaks of: all that serves others than the person on this site.</summary>
    public const Purposes CoveredByGpc = Purposes.Email | Purposes.Learning | Purposes.Measurement;

    public static ImmutableArray<PurposeDefinition> All { get; } =
    [
        new(Purposes.Recommendations, "recommendations", "dpv:ProvideProductRecommendations", "recommendations/1", HistoryDays, YesDays, Texts(
            new("Suggestions on this site", "See things that go with what you chose before.", "What you view, put in your cart, wish for and buy in this shop.", "Kept for 365 days, then gone.", "Rows in the shop suit you, and each item says why.", "Rows show what the page is about or what many buy.", "Use my choices", "Not this time"),
            new("Vorschläge auf dieser Seite", "Sehen Sie, was zu dem passt, was Sie früher gewählt haben.", "Was Sie in diesem Laden ansehen, in den Warenkorb legen, merken und kaufen.", "365 Tage aufbewahrt, dann gelöscht.", "Die Reihen passen zu Ihnen, und jeder Artikel sagt, warum.", "Die Reihen zeigen, worum es auf der Seite geht oder was viele kaufen.", "Meine Auswahl nutzen", "Diesmal nicht"))),
        new(Purposes.Email, "email", "dpv:DirectMarketing", "email/1", HistoryDays, YesDays, Texts(
            new("Suggestions by e-mail", "Get a short mail when something new suits you.", "What you bought, wished for or told us.", "Kept for 365 days, then gone.", "At most two mails a week, with a reason for each item.", "We write only about your orders.", "Write to me", "No mails"),
            new("Vorschläge per E-Mail", "Erhalten Sie eine kurze Mail, wenn etwas Neues zu Ihnen passt.", "Was Sie gekauft, gemerkt oder uns gesagt haben.", "365 Tage aufbewahrt, dann gelöscht.", "Höchstens zwei Mails pro Woche, mit einem Grund für jeden Artikel.", "Wir schreiben nur zu Ihren Bestellungen.", "Schreiben Sie mir", "Keine Mails"))),
        new(Purposes.Learning, "learning", "dpv:OptimisationForConsumer", "learning/1", HistoryDays, YesDays, Texts(
            new("Learning for others", "Help others find what goes together.", "Which things you chose together, counted with many others, never your name.", "In the counts for 365 days at most; out as soon as you switch it off.", "Your choices count in what goes with what.", "Nothing of yours counts for anybody else. Your own suggestions stay.", "Count my choices", "Do not count them"),
            new("Lernen für andere", "Helfen Sie anderen zu finden, was zusammenpasst.", "Was Sie zusammen gewählt haben, gezählt mit vielen anderen, nie Ihr Name.", "Höchstens 365 Tage in den Zählungen; heraus, sobald Sie abschalten.", "Ihre Auswahl zählt dafür, was wozu passt.", "Nichts von Ihnen zählt für andere. Ihre eigenen Vorschläge bleiben.", "Meine Auswahl zählen", "Nicht zählen"))),
        new(Purposes.Measurement, "measurement", "dpv:ServiceUsageAnalytics", "measurement/1", HistoryDays, YesDays, Texts(
            new("Measuring what helps", "Let us see whether suggestions help people find things.", "Which suggestions were shown and chosen, in counts of many people.", "Kept for 365 days, then gone.", "Your visits count in our totals.", "Your visits are in no total.", "Count my visits", "Do not count them"),
            new("Messen, was hilft", "Lassen Sie uns sehen, ob Vorschläge beim Finden helfen.", "Welche Vorschläge gezeigt und gewählt wurden, in Zählungen über viele Menschen.", "365 Tage aufbewahrt, dann gelöscht.", "Ihre Besuche zählen in unseren Summen.", "Ihre Besuche stehen in keiner Summe.", "Meine Besuche zählen", "Nicht zählen"))),
        new(Purposes.Loyalty, "loyalty", "dpv:PersonalisedBenefits", "loyalty/1", HistoryDays, YesDays, Texts(
            new("Your loyalty programme", "See what your tier opens, and be greeted as the member you are.", "Your tier and your points, as the programme counts them.", "Kept for 365 days, then gone.", "Things for your tier appear, and the shop knows that you are back.", "The programme goes on; the pages look as they do for everybody.", "Use my tier", "Not this time"),
            new("Ihr Treueprogramm", "Sehen Sie, was Ihre Stufe öffnet, und werden Sie als Mitglied begrüßt.", "Ihre Stufe und Ihre Punkte, wie das Programm sie zählt.", "365 Tage aufbewahrt, dann gelöscht.", "Was für Ihre Stufe da ist, erscheint, und der Laden weiß, dass Sie wieder da sind.", "Das Programm läuft weiter; die Seiten sehen aus wie für alle.", "Meine Stufe nutzen", "Diesmal nicht"))),
    ];

    private static readonly FrozenDictionary<string, PurposeDefinition> ById = All.ToFrozenDictionary(purpose => purpose.Id, StringComparer.Ordinal);

    /// <exception cref="ArgumentOutOfRangeException">The value is not exactly one known purpose.</exception>
    public static PurposeDefinition Find(Purposes purpose)
    {
        foreach (var definition in All)
        {
            if (definition.Purpose == purpose)
                return definition;
        }

        throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "Name exactly one purpose.");
    }

    /// <summary>The purpose of that wire name, or null.</summary>
    public static PurposeDefinition? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>True for a text version that was at some time shown for the purpose, or for the part of it that needs a yes of its own.</summary>
    public static bool Knows(Purposes purpose, string textVersion, string? scope = null) =>
        PermissionCatalogue.Find(scope) is { } permission ? permission.TextVersion == textVersion : Find(purpose).TextVersion == textVersion;

    private static FrozenDictionary<string, PurposeText> Texts(PurposeText english, PurposeText german) =>
        new Dictionary<string, PurposeText> { ["en"] = english, ["de"] = german }.ToFrozenDictionary(StringComparer.Ordinal);
}
