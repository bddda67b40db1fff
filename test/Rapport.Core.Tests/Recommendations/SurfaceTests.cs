using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Recommendations.SurfaceShop;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations;

public sealed class SurfaceTests
{
    [Fact]
    public void Buy_again_names_the_purchases_and_goes_with_them()
    {
        var file = Person(Bought("coffee", 97), Bought("coffee", 40), Bought("coffee", 66), Bought("pan", 40));
        var answer = Ask(On(Surface.BuyAgain), file);

        var coffee = Assert.Single(answer.Items);
        Assert.Equal(("coffee", Tier.Person, "You bought Coffee beans in March, April and May."), (coffee.Item.Value, coffee.Tier, coffee.Reason.Text));
        Assert.Equal("Sie haben Coffee beans im März, April und Mai gekauft.", Ask(On(Surface.BuyAgain) with { Language = "de" }, file).Items[0].Reason.Text);

        file.Remove(line => line.Item == Id("coffee"));
        Assert.Empty(Ask(On(Surface.BuyAgain), file).Items);
    }

    [Fact]
    public void A_consumable_waits_for_the_gap_of_its_category_and_a_durable_that_was_bought_once_never_returns()
    {
        var gaps = new RepeatGaps(new Dictionary<string, int> { ["Food > Drinks > Coffee"] = 50 });

        Assert.Empty(Ask(On(Surface.BuyAgain), Person(Bought("coffee", 49)), gaps: gaps).Items);
        Assert.Equal(["coffee"], Ids(Ask(On(Surface.BuyAgain), Person(Bought("coffee", 51)), gaps: gaps)));
        Assert.DoesNotContain("coffee", Ids(Ask(On(Surface.Home), Person(Bought("coffee", 49)), gaps: gaps)));
        Assert.Contains("coffee", Ids(Ask(On(Surface.Home), Person(Bought("coffee", 51)), gaps: gaps)));
        Assert.Empty(Ask(On(Surface.BuyAgain), Person(Bought("pan", 300))).Items);
        Assert.Empty(Ask(On(Surface.BuyAgain), Person(Bought("pan", 300), Bought("pan", 100))).Items);
        Assert.Equal(["pan"], Ids(Ask(On(Surface.BuyAgain), Person(Bought("pan", 230), Bought("pan", 120)))));
    }

    [Fact]
    public void A_gift_is_nothing_to_buy_again() => Assert.Empty(Ask(On(Surface.BuyAgain), Person(Bought("coffee", 60) with { IsGift = true })).Items);

    [Fact]
    public void S012_upsell_is_dearer_of_the_same_family_and_cross_sell_a_complement_and_they_never_share_an_item()
    {
        var better = Ask(On(Surface.Upsell, "tent"));
        var beside = Ask(On(Surface.CrossSell, "tent"));

        Assert.Equal(["tent4", "tent2"], Ids(better));
        Assert.Equal(["mat", "gas"], Ids(beside));
        Assert.Empty(Ids(better).Intersect(Ids(beside)));
        Assert.All(better.Items, item => Assert.InRange(SurfaceShop.Catalogue.Find(item.Item)!.PriceMinor, 11_000, 25_000));
        Assert.Equal("A step up from Light tent.", better.Items[0].Reason.Text);
        Assert.Equal("Often bought in one order with Light tent.", beside.Items[0].Reason.Text);
    }

    [Fact]
    public void After_a_sale_comes_what_goes_with_it_and_neither_the_thing_nor_its_like()
    {
        var file = Person(Bought("tent", 3));
        var answer = Ask(On(Surface.AfterSale), file);

        Assert.Equal(["mat", "gas", "stove"], Ids(answer));
        Assert.Equal(("Goes with Light tent, which you bought in June.", "tent"), (answer.Items[0].Reason.Text, answer.Items[0].Reason.Evidence[0].Item?.Value));
        Assert.Equal(Purposes.Recommendations, answer.Items[0].Reason.Purpose);

        file.Remove(line => line.Item == Id("tent"));
        Assert.Empty(Ask(On(Surface.AfterSale), file).Items);
        Assert.Empty(Ask(On(Surface.AfterSale), Person(Bought("tent", 15))).Items);
    }

    [Fact]
    public void After_a_sale_to_a_stranger_the_page_says_what_was_bought()
    {
        var answer = Ask(On(Surface.AfterSale, "tent"));

        Assert.Equal(["mat", "gas", "stove"], Ids(answer));
        Assert.Equal(Purposes.None, answer.Used);
    }

    [Fact]
    public void Because_you_viewed_rests_on_the_last_thing_viewed_alone()
    {
        var file = Person(Bought("pan", 20), Bought("stove", 9), Viewed("mat", 0.002), Viewed("tent", 0.001));
        var answer = Ask(On(Surface.BecauseViewed), file);

        Assert.Empty(Ids(answer).Intersect(["spoon"]));
        Assert.DoesNotContain("mat", Ids(Ask(On(Surface.BecauseViewed) with { Exclude = [Id("mat")] }, file)));
        Assert.All(answer.Items, item => Assert.Equal(("Because you looked at Light tent.", "tent"), (item.Reason.Text, Assert.Single(item.Reason.Evidence).Item?.Value)));
        Assert.Contains("mat", Ids(answer));

        file.Remove(line => line.Item == Id("tent"));
        Assert.DoesNotContain("mat", Ids(Ask(On(Surface.BecauseViewed), file)));
    }

    [Fact]
    public void Because_you_viewed_tells_a_stranger_only_of_a_topic_of_two_things()
    {
        Assert.Empty(Ask(On(Surface.BecauseViewed) with { Visit = [Id("tent")] }).Items);

        var answer = Ask(On(Surface.BecauseViewed) with { Visit = [Id("mat"), Id("tent")] });

        Assert.Equal(Tier.Session, answer.Tier);
        Assert.All(answer.Items, item => Assert.Equal("Because you looked at Light tent in this visit.", item.Reason.Text));
    }

    [Fact]
    public void A_search_is_ordered_by_taste_and_nothing_is_dropped()
    {
        var question = On(Surface.Search) with { Query = "iron", Results = [Id("coffee"), Id("pill"), Id("unknown"), Id("tent5"), Id("rattle"), Id("spoon")], Count = 2 };
        var strangers = Ask(question);
        var file = Person(Bought("pan", 20));
        var mine = Ask(question, file);

        Assert.Equal(["coffee", "pill", "unknown", "tent5", "rattle", "spoon"], Ids(strangers));
        Assert.Equal(["spoon", "coffee", "pill", "unknown", "tent5", "rattle"], Ids(mine));
        Assert.Equal("Because you bought Iron pan in May.", mine.Items[0].Reason.Text);
        Assert.Equal(Purposes.None, strangers.Used);

        file.Remove(line => line.Item == Id("pan"));
        Assert.Equal(Ids(strangers), Ids(Ask(question, file)));
    }

    [Fact]
    public void A_search_without_results_finds_like_words_and_then_what_many_choose()
    {
        var answer = Ask(On(Surface.SearchEmpty) with { Query = "tents" });

        Assert.Equal(["tent", "tent2", "tent3", "tent4"], Ids(answer).Take(4).Order());
        Assert.Equal("Close to what you searched for.", answer.Items[0].Reason.Text);
        Assert.Contains("coffee", Ids(answer));
        Assert.DoesNotContain("pill", Ids(Ask(On(Surface.SearchEmpty) with { Query = "headache pills" })));
    }

    [Fact]
    public void S089_a_signal_from_elsewhere_has_no_effect_and_lowers_nothing()
    {
        foreach (var surface in Enum.GetValues<Surface>().Where(surface => surface != Surface.None))
        {
            var own = new[] { Bought("tent", 3), Bought("coffee", 40) };
            var foreign = new[] { Bought("pan", 2), Line(EventKind.AddedToWishlist, "pan", 1), Bought("coffee", 35) }.Select(line => line with { Provenance = Provenance.External });
            var question = On(surface) with { Results = [Id("spoon"), Id("mat"), Id("pan")], Query = "pan" };

            var (without, with) = (Ask(question, Person(own)), Ask(question, Person([.. own, .. foreign])));

            Assert.Equal(Ids(without), Ids(with));
            Assert.Equal(without.Items.Select(item => item.Reason.Text), with.Items.Select(item => item.Reason.Text));
        }
    }

    [Fact]
    public void A_mail_reads_what_was_said_yes_to_for_mail_and_names_no_time_and_nothing_merely_viewed()
    {
        var lines = new[] { Viewed("tent", 9), Viewed("mat", 6), Viewed("tent", 4), Line(EventKind.AddedToCart, "pan", 2) };
        var file = File(Yes(Purposes.Recommendations, Purposes.Email), [.. lines.Select(line => line with { Purposes = Purposes.Recommendations | Purposes.Email }), Bought("pan", 30) with { Purposes = Purposes.Email }]);

        var answer = Ask(On(Surface.Mail), file);

        Assert.Equal(Purposes.Email, answer.Used);
        Assert.Equal("Because you bought Iron pan.", answer.Items.Single(item => item.Item == Id("spoon")).Reason.Text);
        Assert.All(answer.Items.Where(item => item.Tier == Tier.Person), item => Assert.DoesNotMatch("tent|mat|May|June", item.Reason.Text));
        Assert.Equal(Purposes.None, Ask(On(Surface.Mail), Person([.. lines])).Used);
    }

    [Fact]
    public void A_mail_is_another_channel_what_was_only_looked_at_in_this_visit_does_not_speak_there()
    {
        HistoryLine[] lines = [.. new[] { Viewed("tent", 0.003), Viewed("mat", 0.002) }.Select(line => line with { Purposes = Purposes.Recommendations | Purposes.Email })];
        var file = File(Yes(Purposes.Recommendations, Purposes.Email), lines);

        Assert.Contains(Ask(On(Surface.Home), file).Items, item => item.Reason.Purpose == Purposes.Recommendations);
        Assert.DoesNotContain(Ask(On(Surface.Mail), file).Items, item => item.Reason.Purpose != Purposes.None);
    }

    [Fact]
    public void A_mail_names_the_shelf_of_what_was_played_and_not_the_thing()
    {
        var lines = new[] { Line(EventKind.Completed, "tent", 9), Line(EventKind.Played, "mat", 6), Line(EventKind.Completed, "tent", 4) };
        var file = File(Yes(Purposes.Email), [.. lines.Select(line => line with { Purposes = Purposes.Email })]);

        Assert.Equal("Because you watched Tents.", Ask(On(Surface.Mail), file).Items.Single(item => item.Item == Id("stove")).Reason.Text);
    }

    [Fact]
    public void A_mail_hears_a_no_that_was_said_before_the_yes_to_mail()
    {
        var hidden = File(Yes(Purposes.Recommendations, Purposes.Email), Line(EventKind.Hidden, "coffee", 5));

        Assert.Contains("coffee", Ids(Ask(On(Surface.Mail), File(Yes(Purposes.Recommendations, Purposes.Email)))));
        Assert.DoesNotContain("coffee", Ids(Ask(On(Surface.Mail), hidden)));
    }

    [Fact]
    public void A_search_leaves_out_every_variant_of_what_is_excluded()
    {
        var shop = new Shop(new([Thing("a-s", "Shirt, S", "X > Y", 100) with { GroupId = "a" }, Thing("a-m", "Shirt, M", "X > Y", 100) with { GroupId = "a" }, Thing("b", "Belt", "X > Y", 100)]), SurfaceShop.Model, SurfaceShop.Lists, "");

        var answer = Recommender.Recommend(On(Surface.Search) with { Results = [Id("a-s"), Id("b")], Exclude = [Id("a-m")] }, null, shop, TactPolicy.Default, Now);

        Assert.Equal(["b"], Ids(answer));
    }

    [Fact]
    public void A_delicate_variant_speaks_as_what_it_is_and_not_as_its_product()
    {
        // The first variant is ordinary, and so the product is; the other's name makes it delicate.
        var catalogue = new Core.Catalogue.ItemCatalogue([.. SurfaceShop.Catalogue.Items, Thing("dress-a", "Dress, green", "Women > Dresses", 100) with { GroupId = "dress" }, Thing("dress-b", "Wedding dress", "Women > Dresses", 100) with { GroupId = "dress" }, Thing("gown", "Gown", "Women > Dresses", 100)]);
        var shop = new Shop(catalogue, ModelOf(("dress-a", "spoon", 1f), ("gown", "pan", 1f)), SurfaceShop.Lists, "");

        var answer = Recommender.Recommend(On(Surface.Home), Person(Bought("gown", 9), Viewed("dress-b", 4)), shop, TactPolicy.Default, Now);

        Assert.Equal(["pan"], answer.Items.Where(item => item.Tier == Tier.Person).Select(item => item.Item.Value));
    }

    [Fact]
    public void Nothing_delicate_or_sensitive_comes_by_a_new_surface()
    {
        foreach (var surface in new[] { Surface.BuyAgain, Surface.BecauseViewed, Surface.Upsell, Surface.CrossSell, Surface.AfterSale, Surface.SearchEmpty, Surface.Loyalty, Surface.Mail })
        {
            var answer = Ask(On(surface, "tent") with { Query = "headache rattle" }, Person(Bought("tent", 2), Bought("rattle", 1), Viewed("pill", 0.01)));

            Assert.Empty(Ids(answer).Intersect(["rattle", "pill"]));
            Assert.DoesNotContain(answer.Considered, seen => seen.HeldBy == TactRule.Sensitive);
        }
    }
}
