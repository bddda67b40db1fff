using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations;

/// <summary>A shop with an item that came in today: nobody took it, and the model does not know it.</summary>
public sealed class AlikeTests
{
    private static readonly ItemId Fresh = new("fresh");

    private static readonly Shop Opened = new(
        new ItemCatalogue([.. Assortment.Items, Item("fresh", "Striped linen apron", "Kitchen > Aprons > Linen")]),
        ModelOfAllBut(Fresh),
        ContextLists.Empty,
        "");

    [Fact]
    public void A_new_item_enters_the_row_of_somebody_who_has_the_like_and_says_so()
    {
        var fresh = Ask(Surface.Home, null, Line(EventKind.OrderCompleted, "apron", 3)).Items.Single(item => item.Item == Fresh);

        Assert.Equal((Tier.Person, "Like Linen apron, which you bought."), (fresh.Tier, fresh.Reason.Text));
        Assert.Equal((ItemId?)new ItemId("apron"), Assert.Single(fresh.Reason.Evidence).Item);
    }

    [Fact]
    public void Evidence_deleted_the_new_item_goes() =>
        Assert.DoesNotContain(Ask(Surface.Home, null, Line(EventKind.OrderCompleted, "cup", 3)).Items, item => item.Item == Fresh);

    [Fact]
    public void One_view_brings_no_new_item() =>
        Assert.DoesNotContain(Ask(Surface.Home, null, Line(EventKind.ProductViewed, "apron", 3)).Items, item => item.Item == Fresh);

    [Fact]
    public void The_page_of_a_new_item_shows_what_is_alike()
    {
        var first = Ask(Surface.Product, Fresh).Items[0];

        Assert.Equal(("apron", "Like Striped linen apron.", "page"), (first.Item.Value, first.Reason.Text, first.Reason.Source));
        Assert.Empty(first.Reason.Evidence);
    }

    [Fact]
    public void A_new_item_takes_no_pin_from_its_place()
    {
        var shop = Opened with
        {
            Lists = new ContextLists(Now, new Dictionary<ItemId, ItemId[]>(), new Dictionary<ItemId, ItemId[]>(), [.. new[] { "teapot", "cup", "tea", "apron2", "apron3" }.Select(id => new ItemId(id))]),
            Rules = new BusinessRules([], [new BusinessRule("p", BusinessRuleKind.Pin, Surface.Home, Item: new ItemId("cup2"), Place: 5)]),
        };

        var items = Recommender.Recommend(new DecisionRequest(new TenantId("t"), Surface.Home, null, null, [], null, [], [], 10, "en"), File(Yes(Purposes.Recommendations), Line(EventKind.OrderCompleted, "apron", 3)), shop, TactPolicy.Default, Now).Items;

        Assert.Contains(items, item => item.Item == Fresh);
        Assert.Equal("cup2", items[4].Item.Value);
    }

    private static Answer Ask(Surface surface, ItemId? page, params HistoryLine[] lines) => Recommender.Recommend(
        new DecisionRequest(new TenantId("t"), surface, null, page, [], null, [], [], 10, "en"),
        lines.Length == 0 ? null : File(Yes(Purposes.Recommendations), lines),
        Opened,
        TactPolicy.Default,
        Now);

    private static ItemItemModel ModelOfAllBut(ItemId item)
    {
        ItemId[] known = [.. Assortment.Items.Select(each => each.Id).Where(id => id != item).Order()];
        return new ItemItemModel(new ModelSettings(), Now, 1, known, new int[known.Length], new int[known.Length + 1], [], []);
    }
}
