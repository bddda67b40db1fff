using Rapport.Core.Tact;

namespace Rapport.Server.Endpoints;

/// <summary>Why a rule of tact held something back, for the customer: the end of a sentence that says how many.</summary>
internal static class RuleTexts
{
    public static string For(TactRule rule, string language) => language == "de" ? German(rule) : English(rule);

    private static string English(TactRule rule) => rule switch
    {
        TactRule.Sensitive => "a sensitive topic is never suggested without your explicit yes",
        TactRule.Delicate => "a delicate topic needs your word, or a purchase and interest on two days",
        TactRule.Evidence => "a single event never starts a topic",
        TactRule.Delay => "we do not write about something right after you looked at it",
        TactRule.Frequency => "you have seen it often enough lately",
        TactRule.Spread => "a topic does not follow you everywhere",
        TactRule.Hop => "we stay with what you showed an interest in",
        TactRule.Explainable => "nothing is shown that cannot be explained",
        TactRule.AfterPurchase => "you just bought something like it",
        TactRule.SayNo => "you said it is not for you",
        _ => "by a rule of tact",
    };

    private static string German(TactRule rule) => rule switch
    {
        TactRule.Sensitive => "ein sensibles Thema wird nie ohne Ihr ausdrückliches Ja vorgeschlagen",
        TactRule.Delicate => "ein heikles Thema braucht Ihr Wort oder einen Kauf und Interesse an zwei Tagen",
        TactRule.Evidence => "ein einzelnes Ereignis macht noch kein Thema",
        TactRule.Delay => "wir schreiben nicht gleich über etwas, das Sie eben angesehen haben",
        TactRule.Frequency => "Sie haben es in letzter Zeit oft genug gesehen",
        TactRule.Spread => "ein Thema folgt Ihnen nicht überallhin",
        TactRule.Hop => "wir bleiben bei dem, wofür Sie Interesse gezeigt haben",
        TactRule.Explainable => "gezeigt wird nur, was sich erklären lässt",
        TactRule.AfterPurchase => "Sie haben gerade etwas Ähnliches gekauft",
        TactRule.SayNo => "Sie haben gesagt, dass es nichts für Sie ist",
        _ => "nach einer Taktregel",
    };
}
