using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Tact;

public sealed class TopicEvidenceTests
{
    [Fact]
    public void Nothing_known_is_no_standing() => Assert.Equal(TopicStanding.None, Standing("apron"));

    [Fact]
    public void One_view_never_starts_a_topic() => Assert.Equal(TopicStanding.None, Standing("apron", Line(EventKind.ProductViewed, "apron", 0.001)));

    [Fact]
    public void Views_of_two_items_in_this_visit_speak_in_this_visit_only()
    {
        HistoryLine[] lines = [Line(EventKind.ProductViewed, "apron", 0.001), Line(EventKind.ProductViewed, "apron2", 0.002)];

        Assert.Equal(TopicStanding.ThisVisit, Standing("apron", lines));
        Assert.Equal(TopicStanding.None, Standing("apron", [.. lines.Select(line => line with { At = line.At.AddDays(-1) })]));
    }

    [Fact]
    public void Enough_weight_from_two_items_on_two_days_is_carried() =>
        Assert.Equal(TopicStanding.Carried, Standing("apron", Line(EventKind.AddedToCart, "apron", 1), Line(EventKind.AddedToCart, "apron2", 2)));

    [Fact]
    public void A_second_view_on_the_same_day_adds_nothing() =>
        Assert.Equal(TopicStanding.None, Standing("apron", Line(EventKind.ProductViewed, "apron", 3), Line(EventKind.ProductViewed, "apron", 3.001), Line(EventKind.ProductViewed, "apron2", 4), Line(EventKind.ProductViewed, "apron2", 4.001)));

    [Fact]
    public void Evidence_fades() =>
        Assert.Equal(TopicStanding.None, Standing("apron", Line(EventKind.AddedToCart, "apron", 61), Line(EventKind.AddedToCart, "apron2", 62)));

    [Fact]
    public void One_purchase_is_carried() => Assert.Equal(TopicStanding.Carried, Standing("apron2", Line(EventKind.OrderCompleted, "apron", 100)));

    [Fact]
    public void A_wish_is_stated_and_carried() => Assert.Equal(TopicStanding.Carried, Standing("rattle", Line(EventKind.AddedToWishlist, "romper", 1)));

    [Fact]
    public void A_wish_taken_back_states_nothing_until_it_is_wished_again()
    {
        HistoryLine[] lines = [Line(EventKind.AddedToWishlist, "romper", 3), Line(EventKind.RemovedFromWishlist, "romper", 2), Line(EventKind.ProductViewed, "rattle", 1)];

        Assert.Equal(TopicStanding.None, Standing("rattle", lines));
        Assert.Equal(TopicStanding.Carried, Standing("rattle", [.. lines, Line(EventKind.AddedToWishlist, "romper", 0.5)]));
    }

    [Fact]
    public void One_baby_gift_bought_never_starts_the_topic() => Assert.Equal(TopicStanding.None, Standing("rattle", Line(EventKind.OrderCompleted, "romper", 1)));

    [Fact]
    public void A_delicate_topic_gets_no_relaxation_within_the_visit() =>
        Assert.Equal(TopicStanding.None, Standing("rattle", Line(EventKind.ProductViewed, "romper", 0.001), Line(EventKind.ProductViewed, "rattle", 0.002)));

    [Fact]
    public void A_gift_says_nothing() => Assert.Equal(TopicStanding.None, Standing("apron", Line(EventKind.OrderCompleted, "apron", 1) with { IsGift = true }));

    [Fact]
    public void One_no_pauses_a_topic_for_ninety_days_and_a_second_for_good()
    {
        var apron = Assortment.Find(new ItemId("apron"))!.Topic;
        Assert.True(Evidence(Line(EventKind.Hidden, "apron", 89)).IsPaused(apron, Now));
        Assert.False(Evidence(Line(EventKind.Hidden, "apron", 91)).IsPaused(apron, Now));
        Assert.True(Evidence(Line(EventKind.Hidden, "apron", 91), Line(EventKind.Hidden, "apron2", 92)).IsPaused(apron, Now));
    }

    private static TopicStanding Standing(string item, params HistoryLine[] lines) => Evidence(lines).Standing(Assortment.Find(new ItemId(item))!);

    private static TopicEvidence Evidence(params HistoryLine[] lines) =>
        new(UsableHistory.Of(File(Yes(Purposes.Recommendations), lines), Purposes.Recommendations, Assortment, Now), Assortment, TactPolicy.Default, Now);
}
