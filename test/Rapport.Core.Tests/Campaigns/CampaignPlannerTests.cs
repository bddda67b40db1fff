using Rapport.Core.Campaigns;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Policy;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Campaigns.CampaignShop;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Campaigns;

public sealed class CampaignPlannerTests
{
    [Fact]
    public void S040_T17_who_only_ever_bought_skincare_gets_no_shaving_kits_and_who_shaves_does()
    {
        var she = Plan(Shaving, Skincare());
        var he = Plan(Shaving, Person("bob", Bought("razor"), Bought("cream"), Bought("serum"), Bought("mask"), Bought("tonic"), Bought("lotion")));

        Assert.Equal((CampaignFate.BelowFloor, true, 0.0), (she.Fate, she.IsBelowFloor, she.Relevance));
        Assert.Equal((CampaignFate.Sent, false), (he.Fate, he.IsBelowFloor));
    }

    [Fact]
    public void S040_T17_asks_for_all_three_a_low_affinity_enough_history_and_nothing_made_for_the_same_people()
    {
        var tooLittle = Plan(Shaving, Person("ada", Bought("cream"), Bought("serum"), Bought("mask"), Bought("tonic")));
        var boughtForHim = Plan(Shaving, Person("ada", [.. Skincare().History, Bought("shirt")]));
        var unknown = Plan(Shaving, Person("ada"));

        Assert.Equal([CampaignFate.Sent, CampaignFate.Sent, CampaignFate.Sent], new[] { tooLittle.Fate, boughtForHim.Fate, unknown.Fate });
        Assert.Null(unknown.Relevance);
    }

    [Fact]
    public void S040_T17_gives_way_to_a_written_reason_alone_and_is_counted_all_the_same()
    {
        var overridden = Plan(Shaving with { RelevanceReason = "A recall that concerns every customer." }, Skincare());
        var warned = Plan(Shaving, Skincare(), Chemist with { Policy = new ShopPolicy(TactPolicy.Default with { Modes = new Dictionary<TactRule, RuleMode> { [TactRule.Relevance] = RuleMode.Warn } }, new Dictionary<Surface, TactPolicy>()) });

        Assert.Equal([(CampaignFate.Sent, true), (CampaignFate.Sent, true)], new[] { (overridden.Fate, overridden.IsBelowFloor), (warned.Fate, warned.IsBelowFloor) });
        Assert.Contains((Shaving with { RelevanceReason = "because" }).Mistakes(Chemist.Catalogue), mistake => mistake.Where == "relevanceReason");
    }

    [Fact]
    public void T5_a_mail_a_day_and_two_a_week_are_all_anybody_gets()
    {
        var fates = new[] { Mailed("a", 0.9) }.Select(line => Plan(Shaving, Person("a", line)).Fate)
            .Append(Plan(Shaving, Person("a", Mailed("a", 1.1))).Fate)
            .Append(Plan(Shaving, Person("a", Mailed("a", 2), Mailed("b", 6.9))).Fate)
            .Append(Plan(Shaving, Person("a", Mailed("a", 2), Mailed("b", 7.1))).Fate);

        Assert.Equal([CampaignFate.TooOften, CampaignFate.Sent, CampaignFate.TooOften, CampaignFate.Sent], fates);
    }

    [Fact]
    public void S038_T4_an_interest_a_day_old_makes_an_audience_and_a_fresh_one_waits()
    {
        var toTea = Shaving with { Topics = ["Kitchen"], Audience = new CampaignAudience(["Kitchen > Tea"]) };

        Assert.Equal(CampaignFate.TooSoon, Plan(toTea, Person("a", Bought("tea", daysAgo: 0.9))).Fate);
        Assert.Equal(CampaignFate.Sent, Plan(toTea, Person("a", Bought("tea", daysAgo: 1.1))).Fate);
        Assert.Equal(CampaignFate.Outside, Plan(toTea, Person("a", Line(EventKind.ProductViewed, "tea", 3, Purposes.Email))).Fate);
        Assert.Equal(CampaignFate.Outside, Plan(toTea, Skincare()).Fate);
    }

    [Fact]
    public void Nobody_gets_a_mail_without_a_yes_to_mail_or_after_a_no_to_that_way()
    {
        var noYes = File(Yes(Purposes.Recommendations), Bought("razor"));
        var noWay = File(new ConsentLedger([Choice(Purposes.Email, ConsentChoice.Granted, Now.AddDays(-9)), Choice(Purposes.Email, ConsentChoice.Refused, Now.AddDays(-8), ConsentScope.OfChannel(Channel.Mail))]), Bought("razor"));
        var anonymous = new CustomerFile(CustomerId.Anonymous("x"), Yes(Purposes.Email), [Bought("razor")], [], null);

        Assert.All(new[] { noYes, noWay, anonymous }, file => Assert.Equal(CampaignFate.Outside, Plan(Shaving, file).Fate));
    }

    [Fact]
    public void S045_offers_follow_past_choices_and_are_worth_the_same_to_all()
    {
        var campaign = Shaving with { Topics = [], Items = [new("tea")], Offers = [Offer("skin", "Care > Skin"), Offer("shave", "Care > Shaving"), Offer("any")] };

        Assert.Equal("skin", Plan(campaign, Person("a", Bought("cream"), Bought("serum"), Bought("razor"))).Offer!.Id);
        Assert.Equal("shave", Plan(campaign, Person("a", Bought("razor"), Bought("kit"), Bought("cream"))).Offer!.Id);
        Assert.Equal("any", Plan(campaign, Person("a")).Offer!.Id);
        Assert.Contains((campaign with { Offers = [Offer("a"), Offer("b") with { Percent = 30 }] }).Mistakes(Chemist.Catalogue), mistake => mistake is { Code: "T19", Where: "offers" });
    }

    [Fact]
    public void What_the_shop_chose_is_shown_to_all_but_who_said_no_to_it()
    {
        var tea = Shaving with { Topics = [], Items = [new("tea"), new("kit")] };
        var no = Person("a", new HistoryLine(1, EventKind.Hidden, new("tea"), Now.AddDays(-2), Purposes.Recommendations, Provenance.Stated));

        Assert.Equal(["tea", "kit"], Plan(tea, Person("b")).Answer!.Items.Select(item => item.Item.Value));
        Assert.Equal(["kit"], Plan(tea, no).Answer!.Items.Select(item => item.Item.Value));
    }

    [Theory]
    [InlineData(21, 8, 7, true)]
    [InlineData(21, 8, 8, false)]
    [InlineData(21, 8, 21, true)]
    [InlineData(9, 17, 12, true)]
    [InlineData(0, 0, 0, false)]
    public void Quiet_hours_are_by_the_shops_clock(int from, int until, int hour, bool isQuiet) =>
        Assert.Equal(isQuiet, new QuietHours(from, until, "Europe/Berlin").Covers(new DateTimeOffset(2026, 6, 15, hour, 30, 0, TimeSpan.FromHours(2))));
}
