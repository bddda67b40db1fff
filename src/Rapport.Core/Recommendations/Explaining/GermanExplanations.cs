using Rapport.Core.Events;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>Explanations in German.</summary>
internal sealed class GermanExplanations : ExplanationTexts
{
    public override string TactPassed => "Keine Taktregel hält ihn zurück.";

    public override string NotReached => "Er kam nie für einen Platz in Frage.";

    protected override string DateFormat => "d.M.yyyy";

    protected override string Speaks => "darf sprechen, sagt aber nichts für diesen Artikel";

    public override string InCatalogue(Explanation explanation) => $"{explanation.Found?.Title} steht im Katalog, ist vorrätig, und nichts an der Seite spricht dagegen.";

    public override string Consent(Explanation explanation) => explanation switch
    {
        { IsStranger: true } => "Unbekannt: Persönliches darf nicht verwendet werden.",
        { Granted: Rapport.Core.Consent.Purposes.None } => "Kein Ja zu irgendetwas: Persönliches darf nicht verwendet werden.",
        _ => $"Ja zu: {Names(explanation)}.",
    };

    public override string History(Explanation explanation) => explanation.UsableLines == 0
        ? explanation.Lines == 0 ? "Es gibt keinen Verlauf." : "Für Vorschläge darf kein Verlauf gelesen werden."
        : $"{explanation.UsableLines} von {explanation.Lines} Zeilen dürfen gelesen werden; von {explanation.Voices.Count} Artikeln dürfen {explanation.Voices.Count(voice => voice.Silence == Silence.None)} sprechen.";

    public override string Found(Explanation explanation) =>
        $"{explanation.Sources.Count(source => source.Place > 0)} von {explanation.Sources.Count} Quellen dieser Fläche haben ihn; das persönliche Modell kennt ihn{(explanation.IsInModel ? "" : " nicht")}.";

    public override string Shown(Explanation explanation) => $"Gezeigt auf Platz {explanation.Place} von {explanation.Answer.Items.Count}: „{explanation.Shown!.Reason.Text}“";

    protected override string SpeaksForIt(Voice voice) => "spricht für ihn";

    protected override string SilentBy(Silence silence) => silence switch
    {
        Silence.TooLittle => "schweigt nach T3, ein einzelnes Ereignis macht noch kein Thema",
        Silence.Delicate => "schweigt nach T2, ein heikles Thema braucht ein Wort oder einen Kauf und Interesse an zwei Tagen",
        Silence.Paused => "schweigt nach T15, sein Thema ruht nach „nichts für mich“",
        Silence.TooSoon => "schweigt nach T4, Mail und Push warten, nachdem ein Thema bekannt wurde",
        Silence.Gift => "schweigt nach T12, es war ein Geschenk",
        Silence.Hidden => "schweigt nach T15, von der Person ausgeblendet",
        Silence.NotTaste => "schweigt, aus dem Geschmack der Person genommen",
        Silence.TakenBack => "schweigt, zurückgegeben oder wieder entfernt",
        _ => "schweigt, das Modell kennt ihn nicht",
    };

    protected override string Did(EventKind kind) => kind switch
    {
        EventKind.OrderCompleted => "gekauft",
        EventKind.AddedToWishlist => "gemerkt",
        EventKind.AddedToCart => "im Warenkorb",
        EventKind.Played or EventKind.Completed => "abgespielt",
        _ => "angesehen",
    };

    protected override string SourceName(string id) => id switch
    {
        "new-for-you" => "Neu für Sie",
        "goes-with-page" => "Passt zur Seite",
        "goes-with-cart" => "Passt zum Warenkorb",
        "goes-with-visit" => "Passt zu diesem Besuch",
        "bought-with-cart" => "In einer Bestellung mit dem Warenkorb",
        "next-in-series" => "Nächster einer Reihe",
        "buy-again" => "Wieder kaufen",
        "last-viewed" => "Weil angesehen",
        "goes-with-last-viewed" => "Passt zum Letzten dieses Besuchs",
        "step-up" => "Ein Besserer",
        "complements" => "Ergänzungen",
        "bought-with-order" => "In einer Bestellung mit der Bestellung gekauft",
        "goes-with-order" => "Passt zur Bestellung",
        "after-order" => "Passt zur letzten Bestellung",
        "words" => "Wörter der Suche",
        "loyalty-tier" => "Für die Treuestufe",
        "quiz" => "Quiz",
        "alike" or "alike-page" => "Ähnlich nach ihren Wörtern",
        "playlist" => "Wiedergabeliste",
        "many-in-topic" => "Viele wählen in diesem Thema",
        "many" => "Viele wählen",
        _ => id,
    };

    protected override string NotThere(SourceVerdict source) => source.Of == 0 ? "hat hier nichts anzubieten" : $"hat ihn nicht unter ihren {source.Of}";

    protected override string PlaceIn(SourceVerdict source) => $"Platz {source.Place} von {source.Of}" + (source.Score > 0 ? $", Wert {Score(source.Score).Replace('.', ',')}" : "");

    protected override string Carried(SourceVerdict source, Explanation explanation) =>
        "getragen von " + string.Join(", ", Parts(source, explanation).Select(part => $"{part.Title} {part.Percent} %"));

    protected override string Rule(TactRule rule) => rule switch
    {
        TactRule.Sensitive => "Zurückgehalten nach T1: Ein sensibles Thema braucht ein ausdrückliches Ja zum Thema.",
        TactRule.Delicate => "Zurückgehalten nach T2: Ein heikles Thema braucht ein Wort oder einen Kauf und Interesse an zwei Tagen.",
        TactRule.Evidence => "Zurückgehalten nach T3: Was für ihn spricht, ist zu wenig; ein einzelnes Ereignis macht noch kein Thema.",
        TactRule.Delay => "Zurückgehalten nach T4: Mail und Push warten, nachdem ein Thema bekannt wurde.",
        TactRule.Frequency => "Zurückgehalten nach T5: Sein Thema oder der Artikel selbst war zuletzt oft genug zu sehen.",
        TactRule.Spread => "Zurückgehalten nach T6: Sein Thema war diese Woche schon auf so vielen Wegen zu sehen, wie es darf.",
        TactRule.Hop => "Zurückgehalten nach T8: Er ist weiter von dem entfernt, was die Person gezeigt hat, als eine Vorhersage gehen darf.",
        TactRule.Explainable => "Zurückgehalten nach T10: Kein Grund ließ sich nennen, der die Hälfte des Werts trägt.",
        TactRule.AfterPurchase => "Zurückgehalten nach T14: Etwas Ähnliches wurde gerade gekauft.",
        TactRule.SayNo => "Zurückgehalten nach T15: Sein Thema ruht nach „nichts für mich“.",
        _ => $"Zurückgehalten nach T{(int)rule}.",
    };

    protected override string Because(Explanation explanation) => explanation.Outcome.Fate switch
    {
        Fate.NotFound when explanation.Voices.Count == 0 && explanation.Sources.Count > 0 => "Keine Quelle hat ihn: Kein Verlauf darf sprechen, und er steht in keiner Liste für alle.",
        Fate.SlotsFull when explanation.Decided is { } source => $"Alle {explanation.Answer.Items.Count} Plätze waren vergeben, bevor er an die Reihe kam: Er ist Nummer {source.Place} von „{SourceName(source.Id)}“.",
        Fate.BeyondPool when explanation.Decided is { } source => $"Nummer {source.Place} von „{SourceName(source.Id)}“, und für so viele Plätze bietet die Quelle weniger an.",
        var fate => Plain(fate),
    };

    protected override string Plain(Fate fate) => fate switch
    {
        Fate.UnknownItem => "Der Katalog kennt diesen Artikel nicht.",
        Fate.SoldOut => "Ausverkauft.",
        Fate.OtherCategory => "Er liegt außerhalb der Kategorie, nach der die Seite fragt.",
        Fate.Excluded => "Die Seite bat, ihn wegzulassen.",
        Fate.InCart => "Er liegt schon im Warenkorb.",
        Fate.OnPage => "Die Seite handelt schon von ihm.",
        Fate.Hidden => "T15: Die Person sagte „nichts für mich“.",
        Fate.Owned => "T14: Die Person hat ihn schon.",
        Fate.AlreadyShown => "Er steht schon in der Antwort.",
        Fate.GroupShown => "Eine Variante von ihm steht schon in der Antwort.",
        Fate.NoScore => "Nichts, was die Person hat, spricht für ihn.",
        Fate.PersonalSlotsFull => "T20: Die persönlichen Plätze waren vergeben; der Rest bleibt Luft.",
        Fate.TopicFull => "Sein Thema hatte schon die Hälfte der Plätze.",
        Fate.NotForEverybody => "Ein heikler Artikel: Eine Reihe für alle zeigt ihn nur auf einer Seite seiner Art.",
        Fate.Filtered => "Er liegt außerhalb der Filter der Seite.",
        Fate.Ruled => "Eine Regel des Ladens schließt ihn hier aus.",
        Fate.OtherTier => "Er ist für Mitglieder einer anderen Treuestufe.",
        Fate.MakerFull => "Seine Marke oder sein Urheber hatte schon ein Drittel der Plätze.",
        Fate.SlotsFull => "Alle Plätze waren vergeben, bevor er an die Reihe kam.",
        Fate.BeyondPool => "Die Quelle hatte genug bessere.",
        _ => "Keine Quelle dieser Fläche hat ihn.",
    };
}
