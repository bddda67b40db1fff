using Rapport.Core.Events;
using Rapport.Core.Tact;

namespace Rapport.Core.Recommendations.Explaining;

/// <summary>Explanations in English.</summary>
internal sealed class EnglishExplanations : ExplanationTexts
{
    public override string TactPassed => "No rule of tact holds it back.";

    public override string NotReached => "It never came up for a slot.";

    protected override string DateFormat => "d MMM yyyy";

    protected override string Speaks => "may speak, says nothing for this item";

    public override string InCatalogue(Explanation explanation) => $"{explanation.Found?.Title} is in the catalogue, in stock, and nothing about the page bars it.";

    public override string Consent(Explanation explanation) => explanation switch
    {
        { IsStranger: true } => "A stranger: nothing personal may be used.",
        { Granted: Rapport.Core.Consent.Purposes.None } => "No yes to anything: nothing personal may be used.",
        _ => $"Agreed to: {Names(explanation)}.",
    };

    public override string History(Explanation explanation) => explanation.UsableLines == 0
        ? explanation.Lines == 0 ? "There is no history." : "No history may be read for suggestions."
        : $"{explanation.UsableLines} of {explanation.Lines} lines may be read; of {explanation.Voices.Count} items {explanation.Voices.Count(voice => voice.Silence == Silence.None)} may speak.";

    public override string Found(Explanation explanation) =>
        $"{explanation.Sources.Count(source => source.Place > 0)} of {explanation.Sources.Count} sources of this surface have it; the personal model {(explanation.IsInModel ? "knows" : "does not know")} it.";

    public override string Shown(Explanation explanation) => $"Shown at place {explanation.Place} of {explanation.Answer.Items.Count}: “{explanation.Shown!.Reason.Text}”";

    protected override string SpeaksForIt(Voice voice) => "speaks for it";

    protected override string SilentBy(Silence silence) => silence switch
    {
        Silence.TooLittle => "silent by T3, one event never starts a topic",
        Silence.Delicate => "silent by T2, a delicate topic needs a stated interest, or a purchase and interest on two days",
        Silence.Paused => "silent by T15, its topic rests after “not for me”",
        Silence.TooSoon => "silent by T4, mail and push wait after a topic became known",
        Silence.Gift => "silent by T12, it was a gift",
        Silence.Hidden => "silent by T15, hidden by the person",
        Silence.NotTaste => "silent, taken out of the person's taste",
        Silence.TakenBack => "silent, it was given back or taken off",
        _ => "silent, the model does not know it",
    };

    protected override string Did(EventKind kind) => kind switch
    {
        EventKind.OrderCompleted => "bought",
        EventKind.AddedToWishlist => "wished",
        EventKind.AddedToCart => "in the cart",
        EventKind.Played or EventKind.Completed => "played",
        _ => "viewed",
    };

    protected override string SourceName(string id) => id switch
    {
        "new-for-you" => "New for you",
        "goes-with-page" => "Goes with the page",
        "goes-with-cart" => "Goes with the cart",
        "goes-with-visit" => "Goes with this visit",
        "bought-with-cart" => "Bought in one order with the cart",
        "next-in-series" => "Next in a series",
        "quiz" => "Quiz",
        "alike" or "alike-page" => "Alike by their words",
        "playlist" => "Playlist",
        "buy-again" => "Buy again",
        "last-viewed" => "Because you viewed",
        "goes-with-last-viewed" => "Goes with the last thing of this visit",
        "step-up" => "A better one",
        "complements" => "Complements",
        "bought-with-order" => "Bought in one order with the order",
        "goes-with-order" => "Goes with the order",
        "after-order" => "Goes with the last order",
        "words" => "Words of the search",
        "loyalty-tier" => "For the loyalty tier",
        "many-in-topic" => "Many choose in this topic",
        "many" => "Many choose",
        _ => id,
    };

    protected override string NotThere(SourceVerdict source) => source.Of == 0 ? "has nothing to offer here" : $"does not have it among its {source.Of}";

    protected override string PlaceIn(SourceVerdict source) => $"place {source.Place} of {source.Of}" + (source.Score > 0 ? $", score {Score(source.Score)}" : "");

    protected override string Carried(SourceVerdict source, Explanation explanation) =>
        "carried by " + string.Join(", ", Parts(source, explanation).Select(part => $"{part.Title} {part.Percent} %"));

    protected override string Rule(TactRule rule) => rule switch
    {
        TactRule.Sensitive => "Held back by T1: a sensitive topic needs an explicit yes to the topic.",
        TactRule.Delicate => "Held back by T2: a delicate topic needs a stated interest, or a purchase and interest on two days.",
        TactRule.Evidence => "Held back by T3: what speaks for it is too little; one event never starts a topic.",
        TactRule.Delay => "Held back by T4: mail and push wait after a topic became known.",
        TactRule.Frequency => "Held back by T5: its topic or the item itself was shown often enough lately.",
        TactRule.Spread => "Held back by T6: its topic appeared in as many channels as it may this week.",
        TactRule.Hop => "Held back by T8: it is further from what the person showed than a prediction may go.",
        TactRule.Explainable => "Held back by T10: no reason could be named that carries half of its score.",
        TactRule.AfterPurchase => "Held back by T14: something like it was just bought.",
        TactRule.SayNo => "Held back by T15: its topic rests after “not for me”.",
        _ => $"Held back by T{(int)rule}.",
    };

    protected override string Because(Explanation explanation) => explanation.Outcome.Fate switch
    {
        Fate.NotFound when explanation.Voices.Count == 0 && explanation.Sources.Count > 0 => "No source has it: no history may speak, and no list for everybody holds it.",
        Fate.SlotsFull when explanation.Decided is { } source => $"All {explanation.Answer.Items.Count} slots were taken before its turn: it is number {source.Place} of “{SourceName(source.Id)}”.",
        Fate.BeyondPool when explanation.Decided is { } source => $"Number {source.Place} of “{SourceName(source.Id)}”, which offers fewer than that for so many slots.",
        var fate => Plain(fate),
    };

    protected override string Plain(Fate fate) => fate switch
    {
        Fate.UnknownItem => "The catalogue does not know this item.",
        Fate.SoldOut => "Sold out.",
        Fate.OtherCategory => "It lies outside the category the page asked for.",
        Fate.Excluded => "The page asked to leave it out.",
        Fate.InCart => "It is in the cart already.",
        Fate.OnPage => "The page is about it already.",
        Fate.Hidden => "T15: the person said “not for me” about it.",
        Fate.Owned => "T14: the person has it already.",
        Fate.AlreadyShown => "It stands in the answer already.",
        Fate.GroupShown => "A variant of it stands in the answer already.",
        Fate.NoScore => "Nothing the person has speaks for it.",
        Fate.PersonalSlotsFull => "T20: the personal slots were taken; the rest stays breathing room.",
        Fate.TopicFull => "Its topic had half of the slots already.",
        Fate.NotForEverybody => "A touchy item: a row for everybody shows it only on a page about its kind.",
        Fate.Filtered => "It is outside the filters of the page.",
        Fate.Ruled => "A rule of the shop excludes it here.",
        Fate.OtherTier => "It is for members of another loyalty tier.",
        Fate.MakerFull => "Its brand or creator had a third of the slots already.",
        Fate.SlotsFull => "All slots were taken before its turn.",
        Fate.BeyondPool => "The source had enough better ones.",
        _ => "No source of this surface has it.",
    };
}
