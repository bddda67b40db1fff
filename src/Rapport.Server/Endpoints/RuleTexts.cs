using Rapport.Core.Tact;

namespace Rapport.Server.Endpoints;

/// <summary>What a rule of tact held back, in words for the customer.</summary>
internal static class RuleTexts
{
    public static string For(TactRule rule, string language) => language == "de" ? German(rule) : English(rule);

    private static string English(TactRule rule) => rule switch
    {
        TactRule.Sensitive => "Left out: a sensitive topic is never suggested without your explicit yes.",
        TactRule.Delicate => "Left out: a delicate topic needs your word, or a purchase and interest on two days.",
        TactRule.Evidence => "Left out: a single event never starts a topic.",
        TactRule.Explainable => "Left out: nothing is shown that cannot be explained.",
        TactRule.AfterPurchase => "Left out: you just bought something like it.",
        TactRule.SayNo => "Left out: you said it is not for you.",
        _ => "Left out.",
    };

    private static string German(TactRule rule) => rule switch
    {
        TactRule.Sensitive => "Weggelassen: Ein sensibles Thema wird nie ohne Ihr ausdrückliches Ja vorgeschlagen.",
        TactRule.Delicate => "Weggelassen: Ein heikles Thema braucht Ihr Wort oder einen Kauf und Interesse an zwei Tagen.",
        TactRule.Evidence => "Weggelassen: Ein einzelnes Ereignis macht noch kein Thema.",
        TactRule.Explainable => "Weggelassen: Gezeigt wird nur, was sich erklären lässt.",
        TactRule.AfterPurchase => "Weggelassen: Sie haben gerade etwas Ähnliches gekauft.",
        TactRule.SayNo => "Weggelassen: Sie haben gesagt, dass es nichts für Sie ist.",
        _ => "Weggelassen.",
    };
}
