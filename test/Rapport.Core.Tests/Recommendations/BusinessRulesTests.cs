using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Recommendations.SurfaceShop;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations;

public sealed class BusinessRulesTests
{
    [Fact]
    public void A_pin_stands_at_its_place_and_says_who_chose_it()
    {
        var answer = Ask(On(Surface.Home), rules: Rules(Pin("p", "stove", 2)));

        Assert.Equal(("stove", "Chosen by the shop.", "shop", Tier.Popular), (answer.Items[1].Item.Value, answer.Items[1].Reason.Text, answer.Items[1].Reason.Source, answer.Items[1].Tier));
        Assert.Equal("Vom Laden ausgewählt.", Ask(On(Surface.Home) with { Language = "de" }, rules: Rules(Pin("p", "stove", 2))).Items[1].Reason.Text);
        Assert.Equal(["p"], answer.Rules);
        Assert.DoesNotContain("stove", Ids(Ask(On(Surface.Cart, "spoon"), rules: Rules(Pin("p", "stove", 2)))));
    }

    [Fact]
    public void A_pin_never_overrides_stock_filters_hides_ownership_or_tact()
    {
        Assert.DoesNotContain("tent5", Ids(Ask(On(Surface.Home), rules: Rules(Pin("p", "tent5", 1)))));
        Assert.DoesNotContain("stove", Ids(Ask(On(Surface.Home) with { Filters = new ItemFilters(["Food"]) }, rules: Rules(Pin("p", "stove", 1)))));
        Assert.DoesNotContain("stove", Ids(Ask(On(Surface.Home) with { Exclude = [Id("stove")] }, rules: Rules(Pin("p", "stove", 1)))));
        Assert.DoesNotContain("stove", Ids(Ask(On(Surface.Home), Person(Line(EventKind.Hidden, "stove", 1)), Rules(Pin("p", "stove", 1)))));
        Assert.DoesNotContain("stove", Ids(Ask(On(Surface.Home), Person(Bought("stove", 1)), Rules(Pin("p", "stove", 1)))));
        Assert.DoesNotContain("pill", Ids(Ask(On(Surface.Home), rules: Rules(Pin("p", "pill", 1)))));
        Assert.DoesNotContain("rattle", Ids(Ask(On(Surface.Home), rules: Rules(Pin("p", "rattle", 1)))));
    }

    [Fact]
    public void A_boost_reorders_and_changes_no_reason()
    {
        var file = Person(Bought("tent", 20), Bought("pan", 20));
        var before = Ask(On(Surface.Home), file);
        var after = Ask(On(Surface.Home), file, Rules(new BusinessRule("b", BusinessRuleKind.Boost, Category: "Outdoor > Cooking", Factor: 5)));

        Assert.Equal("mat", Ids(before)[0]);
        Assert.Equal("stove", Ids(after)[0]);
        Assert.Equal(before.Items.Single(item => item.Item == Id("stove")).Reason.Text, after.Items[0].Reason.Text);
        Assert.Equal(["b"], after.Rules);
        Assert.Equal("pan", Ids(Ask(On(Surface.Home), rules: Rules(new BusinessRule("b", BusinessRuleKind.Boost, Item: Id("pan"), Factor: 10))))[0]);
    }

    [Fact]
    public void An_exclusion_holds_on_its_surface_for_items_categories_and_brands()
    {
        Assert.DoesNotContain("coffee", Ids(Ask(On(Surface.Home), rules: Rules(new BusinessRule("e", BusinessRuleKind.Exclude, Surface.Home, Item: Id("coffee"))))));
        Assert.Contains("coffee", Ids(Ask(On(Surface.Cart, "spoon"), rules: Rules(new BusinessRule("e", BusinessRuleKind.Exclude, Surface.Home, Item: Id("coffee"))))));
        Assert.DoesNotContain("gas", Ids(Ask(On(Surface.Home), rules: Rules(new BusinessRule("e", BusinessRuleKind.Exclude, Category: "Outdoor")))));
        Assert.Equal(["tent4"], Ids(Ask(On(Surface.Upsell, "tent"), rules: Rules(new BusinessRule("e", BusinessRuleKind.Exclude, Brand: "peak")))));
        Assert.Equal(["spoon"], Ids(Ask(On(Surface.Search) with { Results = [Id("coffee"), Id("spoon")] }, rules: Rules(new BusinessRule("e", BusinessRuleKind.Exclude, Item: Id("coffee"))))));
    }

    [Fact]
    public void Filters_hold_for_every_item_of_every_surface()
    {
        var filters = new ItemFilters(["Outdoor", "Kitchen"], InStockOnly: true, PriceFrom: 700, PriceTo: 14_500);
        foreach (var surface in Enum.GetValues<Surface>().Where(surface => surface != Surface.None))
        {
            var question = On(surface, "tent") with { Filters = filters, Query = "tent", Results = [.. SurfaceShop.Catalogue.Items.Select(item => item.Id), Id("unknown")], Visit = [Id("tent"), Id("mat")] };
            var answer = Ask(question, Person(Bought("tent", 4), Bought("gas", 40), Bought("pan", 9)), Rules(Pin("p", "coffee", 1), Pin("q", "spoon", 2)));

            Assert.All(answer.Items, item => Assert.True(filters.Allow(SurfaceShop.Catalogue.Find(item.Item)!), $"{surface}: {item.Item}"));
        }
    }

    [Fact]
    public void S062_S013_a_tier_opens_what_is_for_it_and_below_with_the_purpose_loyalty_only()
    {
        var rules = new BusinessRules(["bronze", "silver", "gold"], []);
        var gold = Line(EventKind.LoyaltyTierChanged, "x", 3, Purposes.Loyalty) with { Item = null, Text = "gold" };
        var member = File(Yes(Purposes.Loyalty), gold);

        var answer = Ask(On(Surface.Loyalty), member, rules);

        Assert.Equal(["badge", "lounge"], Ids(answer).Order());
        Assert.All(answer.Items, item => Assert.Equal((Tier.Person, Purposes.Loyalty, "Open to you as a member of the tier gold."), (item.Tier, item.Reason.Purpose, item.Reason.Text)));
        Assert.Equal(Purposes.Loyalty, answer.Used);
        Assert.Equal(["badge"], Ids(Ask(On(Surface.Loyalty), File(Yes(Purposes.Loyalty), gold with { Text = "silver" }), rules)));
        Assert.Empty(Ask(On(Surface.Loyalty), File(Yes(Purposes.Recommendations), gold), rules).Items);
        Assert.Empty(Ask(On(Surface.Loyalty), rules: rules).Items);
    }

    [Fact]
    public void S013_recognition_rests_on_orders_and_on_the_programme_and_on_nothing_else()
    {
        var gold = Line(EventKind.LoyaltyTierChanged, "x", 3, Purposes.Loyalty) with { Item = null, Text = "gold" };

        Assert.Null(Ask(On(Surface.Home)).Recognition);
        Assert.Null(Ask(On(Surface.Home), Person(Viewed("tent", 9), Viewed("mat", 8), Line(EventKind.AddedToWishlist, "pan", 7))).Recognition);
        Assert.Equal(new Recognition(true, null, "Welcome back."), Ask(On(Surface.Home), Person(Bought("tent", 9))).Recognition);
        Assert.Equal(new Recognition(false, "gold", "Welcome, member of the tier gold."), Ask(On(Surface.Home), File(Yes(Purposes.Loyalty), gold)).Recognition);
        Assert.Equal(new Recognition(true, "gold", "Willkommen zurück, Mitglied der Stufe gold."), Ask(On(Surface.Home) with { Language = "de" }, File(Yes(Purposes.Loyalty, Purposes.Recommendations), gold, Bought("tent", 9))).Recognition);
    }

    [Fact]
    public void Who_is_greeted_by_their_tier_finds_the_programme_among_what_was_used()
    {
        var gold = Line(EventKind.LoyaltyTierChanged, "x", 3, Purposes.Loyalty) with { Item = null, Text = "gold" };

        Assert.Equal(Purposes.Loyalty, Ask(On(Surface.Home), File(Yes(Purposes.Loyalty), gold)).Used);
    }

    [Fact]
    public void A_person_sees_at_least_a_tenth_from_elsewhere_whatever_they_bought()
    {
        var random = new Random(7);
        string[] things = ["tent", "mat", "stove", "pan", "spoon", "coffee", "gas"];
        var slots = 0;
        var fromElsewhere = 0;
        for (var person = 0; person < 2_000; person++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Bought(things[random.Next(things.Length)], random.Next(1, 300))).DistinctBy(line => line.Item).ToArray();
            var count = random.Next(2, 13);
            var answer = Ask(On(Surface.Home) with { Count = count }, Person(lines));
            Assert.True(answer.Items.Count(item => item.Tier == Tier.Person) <= Math.Max(1, Math.Floor(count * 0.9)));
            slots += answer.Items.Count;
            fromElsewhere += answer.Items.Count(item => item.Reason.Purpose == Purposes.None);
        }

        Assert.InRange(fromElsewhere / (double)slots, 0.1, 1);
    }

    [Fact]
    public void A_row_is_not_all_of_one_brand_while_there_is_another()
    {
        Rapport.Core.Catalogue.CatalogueItem[] items = [.. Enumerable.Range(0, 9).Select(i => Thing($"a{i}", "A", $"X > Y{i}", 100, brand: "Loud")), .. Enumerable.Range(0, 4).Select(i => Thing($"b{i}", "B", $"X > Z{i}", 100, brand: $"Quiet{i}"))];
        var lists = new Core.Model.ContextLists(Now, new Dictionary<ItemId, ItemId[]>(), new Dictionary<ItemId, ItemId[]>(), items.Select(item => item.Id));

        var answer = Recommender.Recommend(On(Surface.Home) with { Count = 6 }, null, new Shop(new(items), SurfaceShop.Model, lists, ""), TactPolicy.Default, Now);
        var all = Recommender.Recommend(On(Surface.Home) with { Count = 12 }, null, new Shop(new(items), SurfaceShop.Model, lists, ""), TactPolicy.Default, Now);

        Assert.Equal(2, Ids(answer).Count(id => id[0] == 'a'));
        Assert.Equal(12, all.Items.Count);
    }

    private static BusinessRules Rules(params BusinessRule[] rules) => new([], [.. rules]);

    private static BusinessRule Pin(string id, string item, int place) => new(id, BusinessRuleKind.Pin, Surface.Home, Item: Id(item), Place: place);
}
