using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations;

public sealed class RecommenderTests
{
    /// <summary>apron speaks for teapot (1) and cup (.2); apron2 for teapot (.4); romper for rattle (1); cup for gone (1).</summary>
    private static readonly ItemItemModel Model = ModelOf(("apron", "teapot", 1f), ("apron", "cup", 0.2f), ("apron2", "teapot", 0.4f), ("apron", "rattle", 0.9f), ("romper", "rattle", 1f), ("romper", "cup2", 1f), ("cup", "gone", 1f), ("cup", "apron3", 0.5f));

    private static readonly ContextLists Lists = new(
        Now,
        new Dictionary<ItemId, ItemId[]> { [Id("apron")] = [Id("teapot"), Id("cup"), Id("rattle"), Id("pill")], [Id("apron2")] = [Id("cup2")], [Id("rattle")] = [Id("romper")] },
        new Dictionary<ItemId, ItemId[]> { [Id("cup")] = [Id("cup2"), Id("teapot")] },
        [Id("tea"), Id("pill"), Id("rattle"), Id("apron3"), Id("cup"), Id("gone")]);

    [Fact]
    public void A_stranger_sees_what_many_choose_without_touchy_or_sold_out_items()
    {
        var answer = Ask(Home());

        Assert.Equal(["tea", "apron3", "cup"], Ids(answer));
        Assert.Equal(Tier.Popular, answer.Tier);
        Assert.Equal(Purposes.None, answer.Used);
        Assert.All(answer.Items, item => Assert.Empty(item.Reason.Evidence));
    }

    [Fact]
    public void A_purchase_brings_what_goes_with_it_and_says_so()
    {
        var answer = Ask(Home(), Bought("apron"));

        var teapot = answer.Items[0];
        Assert.Equal(("teapot", Tier.Person), (teapot.Item.Value, teapot.Tier));
        Assert.Equal("Because you bought Linen apron in June.", teapot.Reason.Text);
        Assert.Equal("apron", Assert.Single(teapot.Reason.Evidence).Item?.Value);
        Assert.Equal(Purposes.Recommendations, teapot.Reason.Purpose);
    }

    [Fact]
    public void The_reason_speaks_german() =>
        Assert.Equal("Weil Sie Linen apron im Juni gekauft haben.", Ask(Home() with { Language = "de" }, Bought("apron")).Items[0].Reason.Text);

    [Fact]
    public void Evidence_deleted_the_item_falls()
    {
        var file = File(Yes(Purposes.Recommendations), Bought("apron"), Bought("cup"));
        Assert.Contains("teapot", Ids(Ask(Home(), file)).Take(2));

        file.Remove(line => line.Item == Id("apron"));

        Assert.DoesNotContain("teapot", Ids(Ask(Home(), file)));
    }

    [Fact]
    public void Without_the_purpose_history_is_not_read() =>
        Assert.Equal(Ids(Ask(Home())), Ids(Ask(Home(), File(Yes(Purposes.Learning), Line(EventKind.OrderCompleted, "apron", 1, Purposes.Learning)))));

    [Fact]
    public void Owned_hidden_excluded_carted_and_sold_out_items_are_not_shown()
    {
        var ids = Ids(Ask(Home() with { Exclude = [Id("teapot")], Cart = [Id("tea")] }, Bought("apron"), Bought("cup"), Line(EventKind.Hidden, "apron3", 1)));

        Assert.Equal(["cup2"], ids.Intersect(["teapot", "tea", "cup", "apron", "apron3", "gone", "cup2"]).DefaultIfEmpty("cup2"));
    }

    [Fact]
    public void A_consumable_comes_back_after_its_rest()
    {
        Assert.DoesNotContain("tea", Ids(Ask(Home(), Line(EventKind.OrderCompleted, "tea", 10))));
        Assert.Contains("tea", Ids(Ask(Home(), Line(EventKind.OrderCompleted, "tea", 31))));
    }

    [Fact]
    public void S034_one_view_never_starts_a_topic_and_the_row_says_that_it_was_held_back()
    {
        var answer = Ask(Home(), Line(EventKind.ProductViewed, "apron", 3));

        Assert.Equal(Ids(Ask(Home())), Ids(answer));
        Assert.Contains(answer.HeldBack, held => held is { Rule: TactRule.Evidence, Count: > 0 });
    }

    [Fact]
    public void Two_views_of_a_topic_in_this_visit_speak_as_session()
    {
        var answer = Ask(Home(), Line(EventKind.ProductViewed, "apron", 0.001), Line(EventKind.ProductViewed, "apron2", 0.002));

        Assert.Equal(("teapot", Tier.Session), (answer.Items[0].Item.Value, answer.Items[0].Tier));
    }

    [Fact]
    public void A_delicate_item_is_not_predicted_from_an_ordinary_one()
    {
        var answer = Ask(Home(), Bought("apron"));

        Assert.DoesNotContain("rattle", Ids(answer));
        Assert.Contains(answer.HeldBack, held => held.Rule == TactRule.Delicate);
    }

    [Fact]
    public void One_baby_purchase_speaks_for_nothing() => Assert.DoesNotContain("cup2", Ids(Ask(Home(), Bought("romper"))));

    [Fact]
    public void A_stated_interest_in_baby_things_is_enough() => Assert.Contains("rattle", Ids(Ask(Home(), Line(EventKind.AddedToWishlist, "romper", 1))));

    [Fact]
    public void A_gift_leaves_all_answers_but_the_item_itself_as_they_were() =>
        Assert.Equal(Ids(Ask(Home())), Ids(Ask(Home(), Bought("apron") with { IsGift = true })));

    [Theory]
    [InlineData("apron")]
    [InlineData(null)]
    public void What_was_given_back_says_nothing_and_is_not_owned(string? item)
    {
        var bought = Bought("apron") with { OrderId = "o1" };
        var refund = Line(EventKind.OrderRefunded, "apron", 0.5) with { OrderId = "o1", Item = item is null ? null : Id(item) };

        Assert.Equal(Ids(Ask(Home())), Ids(Ask(Home(), bought, refund)));
        Assert.Equal("teapot", Ids(Ask(Home(), bought, refund with { OrderId = "another" }))[0]);
    }

    [Fact]
    public void A_reason_that_cannot_carry_half_the_score_is_not_given()
    {
        string[] sources = ["a", "b", "c", "d", "e", "f", "g", "h"];
        var catalogue = new Core.Catalogue.ItemCatalogue([.. sources.Select(id => Item(id, id, "Kitchen > Aprons")), Item("z", "Z", "Table > Cups")]);
        var lines = sources.Select((id, i) => Line(EventKind.OrderCompleted, id, i + 1)).ToArray();

        var answer = Recommender.Recommend(Home(), File(Yes(Purposes.Recommendations), lines), new Shop(catalogue, ModelOf([.. sources.Select(id => (id, "z", 0.1f))]), Lists, ""), TactPolicy.Default, Now);

        Assert.DoesNotContain("z", Ids(answer));
        Assert.Contains(answer.HeldBack, held => held.Rule == TactRule.Explainable);
    }

    [Fact]
    public void A_tenth_of_the_slots_is_not_from_the_profile()
    {
        var answer = Ask(Home() with { Count = 2 }, Bought("apron"));

        Assert.Single(answer.Items, item => item.Tier == Tier.Person);
        Assert.Equal(2, answer.Items.Count);
    }

    [Fact]
    public void S077_the_product_page_answers_from_its_item_alone()
    {
        var answer = Ask(Home() with { Surface = Surface.Product, Item = Id("apron") });

        Assert.Equal(["teapot", "cup"], Ids(answer)[..2]);
        Assert.DoesNotContain("pill", Ids(answer));
        Assert.DoesNotContain("rattle", Ids(answer));
        Assert.Equal("Goes with Linen apron.", answer.Items[0].Reason.Text);
        Assert.Equal(Tier.Context, answer.Tier);
    }

    [Fact]
    public void A_baby_page_may_show_baby_things() =>
        Assert.Contains("romper", Ids(Ask(Home() with { Surface = Surface.Product, Item = Id("rattle") })));

    [Fact]
    public void The_cart_shows_what_is_bought_together()
    {
        var answer = Ask(Home() with { Surface = Surface.Cart, Cart = [Id("cup")] });

        Assert.Equal("cup2", Ids(answer)[0]);
        Assert.Equal("Often bought in one order with Blue cup.", answer.Items[0].Reason.Text);
    }

    [Fact]
    public void S025_a_visit_without_identity_speaks_from_two_items_of_a_topic_on()
    {
        Assert.Equal(Tier.Popular, Ask(Home() with { Visit = [Id("apron")] }).Tier);

        var answer = Ask(Home() with { Visit = [Id("apron"), Id("apron2")] });

        Assert.Equal(Tier.Session, answer.Tier);
        Assert.Equal("Because you looked at Linen apron in this visit.", answer.Items[0].Reason.Text);
    }

    [Fact]
    public void A_page_about_a_category_stays_in_it() =>
        Assert.All(Ask(Home() with { Category = "Table" }, Bought("apron")).Items, item => Assert.True(Assortment.Find(item.Item)!.IsIn("Table")));

    private static DecisionRequest Home() => new(new TenantId("t"), Surface.Home, null, null, [], null, [], [], 10, "en");

    private static HistoryLine Bought(string item) => Line(EventKind.OrderCompleted, item, 1);

    private static Answer Ask(DecisionRequest request, params HistoryLine[] lines) =>
        lines.Length == 0 ? Ask(request, (CustomerFile?)null) : Ask(request, File(Yes(Purposes.Recommendations), lines));

    private static Answer Ask(DecisionRequest request, CustomerFile? file) => Recommender.Recommend(request, file, new Shop(Assortment, Model, Lists, ""), TactPolicy.Default, Now);

    private static string[] Ids(Answer answer) => [.. answer.Items.Select(item => item.Item.Value)];

    private static ItemId Id(string id) => new(id);

    private static ItemItemModel ModelOf(params (string Source, string Target, float Weight)[] weights)
    {
        ItemId[] items = [.. weights.SelectMany(weight => new[] { Id(weight.Source), Id(weight.Target) }).Distinct().Order()];
        var rows = items.Select(item => weights.Where(weight => Id(weight.Source) == item).OrderBy(weight => Id(weight.Target)).ToArray()).ToArray();
        int[] starts = [0, .. rows.Select((_, i) => rows[..(i + 1)].Sum(row => row.Length))];
        return new ItemItemModel(new ModelSettings(), Now, 1, items, new int[items.Length], starts, [.. rows.SelectMany(row => row.Select(weight => Array.IndexOf(items, Id(weight.Target))))], [.. rows.SelectMany(row => row.Select(weight => weight.Weight))]);
    }
}
