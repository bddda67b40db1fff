using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Explaining;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations;

public sealed partial class ExplainTests
{
    [Fact]
    public void A_bought_apron_speaks_for_the_teapot_with_its_exact_share()
    {
        var explanation = Explain("teapot", new Persona([Did("apron", EventKind.OrderCompleted, 3), Did("cup", EventKind.ProductViewed, 2)]));

        Assert.Equal((1, Fate.Shown), (explanation.Place, explanation.Outcome.Fate));
        var (apron, cup) = (Voice(explanation, "apron"), Voice(explanation, "cup"));
        Assert.Equal((Silence.None, 1.0), (apron.Silence, apron.Share));
        Assert.Equal((Silence.TooLittle, 0.0), (cup.Silence, cup.Share));
        Assert.Equal("new-for-you", explanation.Decided!.Id);
        Assert.Equal("Shown at place 1 of 4: “Because you bought Linen apron in June.”", ExplanationWriter.Headline(explanation, "en"));
    }

    [Fact]
    public void One_view_is_named_as_the_silent_evidence_that_T3_keeps_back()
    {
        var explanation = Explain("teapot", new Persona([Did("apron", EventKind.ProductViewed, 3)]));

        Assert.Equal(new Outcome(Fate.HeldBack, TactRule.Evidence), explanation.Outcome);
        Assert.Equal(Silence.TooLittle, Voice(explanation, "apron").Silence);
        Assert.Equal(0.5, Voice(explanation, "apron").Share);
        var stopped = Assert.Single(ExplanationWriter.Write(explanation, "en"), step => step.State == StepState.Stopped);
        Assert.Equal(Station.Tact, stopped.Station);
        Assert.StartsWith("Held back by T3", stopped.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gift_and_a_hidden_item_are_silent_by_their_own_rules()
    {
        var explanation = Explain("teapot", new Persona([Did("apron", EventKind.OrderCompleted, 3) with { IsGift = true }, Did("cup2", EventKind.Hidden, 1), Did("cup2", EventKind.ProductViewed, 2)]));

        Assert.Equal(Silence.Gift, Voice(explanation, "apron").Silence);
        Assert.Equal(Silence.Hidden, Voice(explanation, "cup2").Silence);
        Assert.Equal(Fate.NotFound, explanation.Outcome.Fate);
    }

    [Fact]
    public void What_the_shop_pins_or_the_search_found_is_explained_as_shown()
    {
        var rules = new Core.Recommendations.Rules.BusinessRules([], [new("p", Core.Recommendations.Rules.BusinessRuleKind.Pin, Surface.Home, SurfaceShop.Id("stove"), Place: 1)]);
        var shop = new Shop(SurfaceShop.Catalogue, SurfaceShop.Model, SurfaceShop.Lists, "", Rules: rules);

        foreach (var request in new[] { SurfaceShop.On(Surface.Home), SurfaceShop.On(Surface.Search) with { Results = [SurfaceShop.Id("stove")] } })
        {
            var explanation = Recommender.Explain(request, null, shop, TactPolicy.Default, Now, SurfaceShop.Id("stove"));
            Assert.Equal((true, 1, Fate.Shown), (explanation.IsShown, explanation.Place, explanation.Outcome.Fate));
        }
    }

    [Fact]
    public void A_yes_to_mail_is_the_consent_that_counts_for_a_mail()
    {
        var file = new Persona([Did("apron", EventKind.OrderCompleted, 3)], Purposes.Email).File(Now);

        var explanation = Recommender.Explain(SurfaceShop.On(Surface.Mail), file, new Shop(Assortment, SurfaceShop.Model, ContextLists.Empty, ""), TactPolicy.Default, Now, new("teapot"));

        Assert.Equal(StepState.Passed, ExplanationWriter.Write(explanation, "en")[(int)Station.Consent].State);
    }

    [Fact]
    public void Without_a_yes_the_consent_station_says_that_nothing_may_be_used()
    {
        var explanation = Explain("teapot", new Persona([Did("apron", EventKind.OrderCompleted, 3)], Purposes.None));

        Assert.Equal((0, 0, Purposes.None), (explanation.Lines, explanation.UsableLines, explanation.Granted));
        Assert.Equal(StepState.Quiet, ExplanationWriter.Write(explanation, "en")[(int)Station.Consent].State);
    }

    [Fact]
    public void An_owned_item_tells_where_it_would_stand_were_it_not_owned()
    {
        var explanation = Explain("teapot", new Persona([Did("apron", EventKind.OrderCompleted, 3), Did("teapot", EventKind.OrderCompleted, 9)]));

        Assert.Equal(Fate.Owned, explanation.Outcome.Fate);
        var model = explanation.Sources.Single(source => source.Id == "new-for-you");
        Assert.Equal((1, Fate.Owned), (model.Place, model.Outcome.Fate));
    }

    [Fact]
    public void A_last_place_of_a_full_answer_says_which_number_it_would_have_been()
    {
        var explanation = Explain("cup", persona: null, count: 2);

        Assert.Equal(Fate.SlotsFull, explanation.Outcome.Fate);
        Assert.Equal("All 2 slots were taken before its turn: it is number 3 of “Many choose”.", ExplanationWriter.Headline(explanation, "en"));
    }

    [Fact]
    public void An_unknown_item_ends_at_the_catalogue() => Assert.Equal(Fate.UnknownItem, Explain("no-such", persona: null).Outcome.Fate);

    private static Explanation Explain(string item, Persona? persona, int count = 10)
    {
        var model = ModelOf((new("apron"), new("teapot"), 1f), (new("cup"), new("tea"), 0.5f), (new("cup2"), new("teapot"), 1f));
        var lists = new ContextLists(Now, new Dictionary<ItemId, ItemId[]>(), new Dictionary<ItemId, ItemId[]>(), [new("tea"), new("apron3"), new("cup")]);
        var request = new DecisionRequest(new TenantId("t"), Surface.Home, null, null, [], null, [], [], count, "en");
        return Recommender.Explain(request, persona?.File(Now), new Shop(Assortment, model, lists, ""), TactPolicy.Default, Now, new ItemId(item));
    }

    private static Voice Voice(Explanation explanation, string item) => Assert.Single(explanation.Voices, voice => voice.Item.Value == item);

    private static PersonaDeed Did(string item, EventKind kind, double daysAgo) => new(new ItemId(item), kind, daysAgo);
}
