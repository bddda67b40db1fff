using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class ContributionsTests
{
    private static readonly ItemCatalogue Catalogue = new([.. Enumerable.Range(0, 1_200).Select(number => Ordinary(number)), Ordinary(5_000) with { Class = new TopicClass("S1") }]);

    [Fact]
    public void Orders_wishes_and_carts_count_and_views_do_not()
    {
        var file = File(Line(1, EventKind.OrderCompleted), Line(2, EventKind.AddedToWishlist), Line(3, EventKind.AddedToCart), Line(4, EventKind.ProductViewed), Line(5, EventKind.Hidden));

        Assert.Equal([1, 2, 3], Items(file));
    }

    [Fact]
    public void What_was_taken_back_does_not_count()
    {
        var file = File(
            Line(1, EventKind.OrderCompleted, order: "a"), Line(2, EventKind.OrderCompleted, order: "a"), Line(1, EventKind.OrderRefunded, order: "a"),
            Line(3, EventKind.AddedToWishlist), Line(3, EventKind.RemovedFromWishlist),
            Line(4, EventKind.RemovedFromWishlist), Line(4, EventKind.AddedToWishlist),
            Line(6, EventKind.AddedToCart), Line(6, EventKind.RemovedFromCart),
            Line(1, EventKind.OrderRefunded, order: "b"));

        Assert.Equal([2, 4], Items(file));
    }

    [Fact]
    public void Gifts_sensitive_and_unknown_items_do_not_count()
    {
        var file = File(Line(1, EventKind.OrderCompleted) with { IsGift = true }, Line(5_000, EventKind.OrderCompleted), Line(6_000, EventKind.OrderCompleted), Line(2, EventKind.OrderCompleted));

        Assert.Equal([2], Items(file));
    }

    [Fact]
    public void Without_the_purpose_on_the_line_or_in_the_ledger_there_is_nothing()
    {
        var line = Line(1, EventKind.OrderCompleted);

        Assert.Null(Contributions.Of(File(line with { Purposes = Purposes.Recommendations }), Catalogue, Shoppers.Now));
        Assert.Null(Contributions.Of(new CustomerFile(CustomerId.Known("u"), new ConsentLedger(), [line], [], null), Catalogue, Shoppers.Now));
        Assert.Null(Contributions.Of(File(line), Catalogue, Shoppers.Now.AddYears(2)));
        Assert.Null(Contributions.Of(File(), Catalogue, Shoppers.Now));
    }

    [Fact]
    public void A_customer_contributes_the_latest_thousand_items()
    {
        var file = File([.. Enumerable.Range(0, 1_200).Select(number => Line(number, EventKind.OrderCompleted) with { At = Shoppers.Now.AddDays(-number / 10) })]);

        Assert.Equal(Enumerable.Range(0, 1_000), Items(file));
    }

    [Fact]
    public void An_item_has_the_day_of_its_latest_event()
    {
        var file = File(Line(1, EventKind.OrderCompleted) with { At = Shoppers.Now.AddDays(-40) }, Line(1, EventKind.AddedToCart) with { At = Shoppers.Now.AddDays(-3) });

        Assert.Equal(Shoppers.Today - 3, Contributions.Of(file, Catalogue, Shoppers.Now)!.Items.Single().Day);
    }

    [Fact]
    public void A_basket_is_the_distinct_items_of_one_order_and_has_two_at_least()
    {
        var file = File(
            Line(2, EventKind.OrderCompleted, order: "a"), Line(1, EventKind.OrderCompleted, order: "a"), Line(1, EventKind.OrderCompleted, order: "a"),
            Line(3, EventKind.OrderCompleted, order: "b"), Line(4, EventKind.OrderCompleted));

        Assert.Equal([Shoppers.Item(1), Shoppers.Item(2)], Assert.Single(Contributions.Of(file, Catalogue, Shoppers.Now)!.Baskets));
    }

    private static int[] Items(CustomerFile file) => [.. Contributions.Of(file, Catalogue, Shoppers.Now)!.Items.Select(each => int.Parse(each.Item.Value[5..], null))];

    private static CatalogueItem Ordinary(int number) => new(Shoppers.Item(number), $"Thing {number}", "Kitchen", 100, "EUR");

    private static HistoryLine Line(int item, EventKind kind, string? order = null) =>
        new(1, kind, Shoppers.Item(item), Shoppers.Now.AddDays(-1), Purposes.All, Provenance.ObservedHere, OrderId: order);

    private static CustomerFile File(params HistoryLine[] lines)
    {
        var yes = new ConsentEntry(Purposes.Learning, ConsentChoice.Granted, Shoppers.Now.AddDays(-90), "learning/1", "en", "home", ConsentSource.Customer);
        return new CustomerFile(CustomerId.Known("u"), new ConsentLedger([yes]), lines, [], null);
    }
}
