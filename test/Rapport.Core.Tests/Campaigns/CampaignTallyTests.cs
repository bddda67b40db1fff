using Rapport.Core.Campaigns;
using Rapport.Core.History;
using static Rapport.Core.Tests.Campaigns.CampaignShop;

namespace Rapport.Core.Tests.Campaigns;

public sealed class CampaignTallyTests
{
    [Fact]
    public void S041_a_preview_shows_how_relevant_it_is_to_how_many_and_who_is_below_the_floor()
    {
        var preview = Preview(Shaving, [.. Many(30, Skincare), .. Many(50, name => Person(name, Bought("razor"))), .. Many(25, name => Person(name, Bought("razor"), Bought("cream")))]);

        Assert.Equal((105, 75), (preview.Audience, preview.Sent));
        Assert.Equal([(CampaignFate.BelowFloor, (long?)30)], preview.Skipped.Select(group => (Assert.Single(group.Fates), group.People)));
        Assert.Equal(30, preview.Relevance.Single(band => band.From == 0).People);
        Assert.Equal(25, preview.Relevance.Single(band => band.From <= 0.5 && band.To > 0.5).People);
        Assert.Equal(50, preview.Relevance.Single(band => band.To == 1).People);
    }

    [Fact]
    public void Of_fewer_than_twenty_no_count_leaves_and_none_can_be_worked_out()
    {
        var few = Preview(Shaving, Many(19, name => Person(name)));
        var small = Preview(Shaving, [.. Many(3, Skincare), .. Many(40, name => Person(name, Mailed("a", 0.1))), .. Many(60, name => Person(name, Bought("razor")))]);
        var alone = Preview(Shaving, [.. Many(3, Skincare), .. Many(60, name => Person(name, Bought("razor")))]);

        Assert.True(few.IsOfTooFew);
        Assert.Equal([CampaignFate.TooOften, CampaignFate.BelowFloor], Assert.Single(small.Skipped).Fates);
        Assert.Equal(43, small.Skipped[0].People);
        Assert.Null(Assert.Single(alone.Skipped).People);
        Assert.All(alone.Relevance, band => Assert.True(band.People is 0 or >= 20));
    }

    [Fact]
    public void S045_T18_one_code_for_all_is_measured_as_a_blast_and_offers_by_choices_are_none()
    {
        var people = Many(60, name => Person(name, Bought("razor"))).Concat(Many(40, name => Person(name, Bought("tea")))).ToList();
        var message = Shaving with { Topics = [], Items = [new("kit")] };

        var blast = Preview(message with { Offers = [Offer("all")] }, people);
        var plan = Preview(message with { Offers = [Offer("shave", "Care > Shaving"), Offer("tea", "Kitchen"), Offer("rest")] }, people);

        Assert.Equal((1.0, "all"), (blast.BlastShare, blast.BlastOffer));
        Assert.Equal(0, plan.BlastShare);
        Assert.Equal([("shave", 60L), ("tea", 40L)], plan.Offers.Select(offer => (offer.Offer, offer.People)));
    }

    [Fact]
    public void Counting_in_parts_is_counting_at_once()
    {
        var (parts, whole) = (new[] { new CampaignTally(), new CampaignTally() }, new CampaignTally());
        foreach (var (file, place) in Many(60, Skincare).Concat(Many(60, name => Person(name))).Select((file, place) => (file, place)))
        {
            parts[place % 2].Add(Plan(Shaving, file));
            whole.Add(Plan(Shaving, file));
        }

        parts[0].Add(parts[1]);

        Assert.Equivalent(whole.Show(Shaving), parts[0].Show(Shaving), strict: true);
    }

    [Fact]
    public void A_mark_is_read_as_it_was_written()
    {
        foreach (var mark in new CampaignMark[] { new("spring", null, false), new("spring", 0, true), new("spring", 9, false) })
            Assert.Equal(mark, CampaignMark.Read(mark.Text));
        Assert.Null(CampaignMark.Read(null));
    }

    private static IEnumerable<CustomerFile> Many(int count, Func<string, CustomerFile> person) => Enumerable.Range(0, count).Select(i => person($"p{i}"));
}
