using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class RepeatGapsTests
{
    private static readonly ModelSettings Settings = new(Support: 5);

    private static readonly ItemCatalogue Catalogue = new([
        Thing("coffee", "Food > Drinks > Coffee"), Thing("tea", "Food > Drinks > Tea"), Thing("soap", "Bath > Care > Soap"), Thing("pan", "Kitchen > Pans > Iron") with { IsConsumable = false },
    ]);

    [Fact]
    public void Planted_gaps_are_found_in_whole_weeks()
    {
        var gaps = Learn([.. Enumerable.Range(0, 9).Select(k => Buyer("coffee", 90, 62 - (k % 3), 34)), .. Enumerable.Range(0, 5).Select(_ => Buyer("soap", 200, 140))]);

        Assert.Equal(28, gaps.Of(Item("coffee")));
        Assert.Equal(63, gaps.Of(Item("soap")));
    }

    [Fact]
    public void A_category_with_fewer_than_k_customers_has_no_gap_and_its_topic_stands_in()
    {
        var four = Enumerable.Range(0, 4).Select(_ => Buyer("tea", 60, 46)).ToArray();

        Assert.Null(Learn(four).Of(Item("tea")));
        Assert.Equal(14, Learn([.. four, Buyer("coffee", 60, 46)]).Of(Item("tea")));
        Assert.Equal(14, Learn([.. four, Buyer("coffee", 60, 46)]).Of(Item("coffee")));
    }

    [Fact]
    public void One_regular_weighs_no_more_than_others()
    {
        var regular = Buyer("coffee", [.. Enumerable.Range(1, 60).Select(week => 7 * week)]);

        Assert.Equal(35, Learn([regular, .. Enumerable.Range(0, 5).Select(_ => Buyer("coffee", 85, 50))]).Of(Item("coffee")));
    }

    [Fact]
    public void Only_consumables_bought_for_oneself_with_the_purpose_learning_count()
    {
        var gift = Lines("coffee", 60, 30).Select(line => line with { IsGift = true }).ToArray();
        var silent = Lines("coffee", 60, 30).Select(line => line with { Purposes = Purposes.Recommendations }).Append(Lines("tea", 9)[0]).ToArray();

        Assert.Null(Contributions.Of(File(gift), Catalogue, Shoppers.Now));
        Assert.Empty(Contributions.Of(File(silent), Catalogue, Shoppers.Now)!.Gaps);
        Assert.Empty(Buyer("pan", 300, 200).Gaps);
        Assert.Equal([("Food > Drinks > Coffee", 30), ("Food > Drinks", 30)], Buyer("coffee", 60, 30).Gaps.Select(gap => (gap.Category, gap.Days)));
    }

    [Fact]
    public void Gaps_that_forgot_a_customer_are_the_gaps_that_never_knew_her_in_whatever_order_the_others_came()
    {
        Contribution[] crowd = [.. new[] { 28, 14, 28, 14, 28, 14 }.Select(gap => Buyer("coffee", 60, 60 - gap)), .. Enumerable.Range(1, 9).Select(k => Buyer("tea", 200, 200 - (9 * k)))];
        var her = Buyer("coffee", 100, 10);

        var without = Write(crowd);

        Assert.Equal(without, Write([.. crowd.Reverse()]));
        Assert.Equal((14, 28), (Learn(crowd).Of(Item("coffee")), Learn([her, .. crowd]).Of(Item("coffee"))));
        Assert.NotEqual(without, Write([her, .. crowd]));
        Assert.Equal(without, Write([.. new[] { her }.Concat(crowd).Where(each => each != her)]));
    }

    [Fact]
    public void Gaps_are_part_of_the_lists_bytes_and_read_as_they_were_written()
    {
        var crowd = Enumerable.Range(0, 6).Select(_ => Buyer("coffee", 60, 39)).ToArray();
        var bytes = Write(crowd);

        Assert.Equal(21, ListCodec.Read(bytes).Gaps.Of(Item("coffee")));
        Assert.Equal(bytes, ListCodec.Write(ListCodec.Read(bytes)));
        Assert.NotEqual(bytes, Write([.. crowd.Select(each => each with { Gaps = [] })]));
    }

    private static RepeatGaps Learn(Contribution[] crowd) => ContextListsFit.Fit(crowd, Settings, Shoppers.Now, Shoppers.Secret).Gaps;

    private static byte[] Write(Contribution[] crowd) => ListCodec.Write(ContextListsFit.Fit(crowd, Settings, Shoppers.Now, Shoppers.Secret));

    private static CatalogueItem Item(string id) => Catalogue.Find(new ItemId(id))!;

    private static CatalogueItem Thing(string id, string category) => new(new ItemId(id), id, category, 100, "EUR", IsConsumable: true);

    private static Contribution Buyer(string item, params int[] daysAgo) => Contributions.Of(File(Lines(item, daysAgo)), Catalogue, Shoppers.Now)!;

    private static HistoryLine[] Lines(string item, params int[] daysAgo) =>
        [.. daysAgo.Select((days, k) => new HistoryLine((ulong)k, EventKind.OrderCompleted, new ItemId(item), Shoppers.Now.AddDays(-days), Purposes.All, Provenance.ObservedHere))];

    private static CustomerFile File(HistoryLine[] lines) =>
        new(CustomerId.Known("ann"), new ConsentLedger([new ConsentEntry(Purposes.Learning, ConsentChoice.Granted, Shoppers.Now.AddDays(-90), "learning/1", "en", "home", ConsentSource.Customer)]), lines, [], null);
}
