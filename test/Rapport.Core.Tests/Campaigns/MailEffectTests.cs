using Rapport.Core.Campaigns;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using static Rapport.Core.Tests.Campaigns.CampaignShop;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Campaigns;

public sealed class MailEffectTests
{
    private const double MailedDaysAgo = 30;

    [Fact]
    public void S042_who_comes_after_a_relevant_mail_and_after_a_generic_one_is_told_apart_without_any_pixel()
    {
        var outcomes = Outcomes(400, i => new CampaignMark("a", 8, false), comes: i => i % 5 == 0).Concat(Outcomes(400, i => new CampaignMark("a", null, false), comes: i => i % 20 == 0));

        var (relevant, generic) = MailEffect.Arms(outcomes);

        Assert.Equal((0.2, 0.05), (relevant!.Came.Share, generic!.Came.Share));
        Assert.True(relevant.Came.Interval.Low > generic.Came.Interval.High);
        Assert.True(relevant.Came.Interval.Contains(0.2));
    }

    [Fact]
    public void S043_a_planted_gradient_of_conversion_by_relevance_is_found_again()
    {
        var planted = new[] { 0.02, 0.05, 0.08, 0.12, 0.2 };
        var outcomes = planted.SelectMany((share, fifth) => Outcomes(1_000, i => new CampaignMark("a", (fifth * 2) + (i % 2), false), buys: i => i < share * 1_000));

        var effects = MailEffect.Of(outcomes);

        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8], effects.Select(effect => effect.From!.Value));
        Assert.Equal(planted, effects.Select(effect => effect.Bought.Share));
        Assert.All(effects.Zip(planted), pair => Assert.True(pair.First.Bought.Interval.Contains(pair.Second)));
    }

    [Fact]
    public void S044_goodbyes_after_irrelevant_mail_are_counted_for_it_and_not_for_the_mail_before()
    {
        var blast = Outcomes(200, i => new CampaignMark("blast", 0, true), leaves: i => i < 30, before: new CampaignMark("spring", 8, false));

        var effects = MailEffect.Of(blast);

        Assert.Equal([(MailGroup.BelowFloor, 30L), (MailGroup.Relevant, 0L)], effects.Select(effect => (effect.Group, effect.Left.People)));
    }

    [Fact]
    public void Who_does_not_let_the_shop_measure_is_not_measured_and_groups_of_few_are_not_told()
    {
        var unmeasured = new CustomerFile(Ada, Yes(Purposes.Email, Purposes.Recommendations), [MailedLine(new CampaignMark("a", 5, false), Purposes.Email)], [], null);

        Assert.Empty(MailOutcome.Of(unmeasured, Chemist.Catalogue, Now));
        Assert.Empty(MailEffect.Of(Outcomes(19, _ => new CampaignMark("a", 5, false))));
        Assert.Equal((null, null), MailEffect.Arms(Outcomes(19, _ => new CampaignMark("a", 5, false))));
    }

    private static IEnumerable<MailOutcome> Outcomes(int count, Func<int, CampaignMark> mark, Func<int, bool>? comes = null, Func<int, bool>? buys = null, Func<int, bool>? leaves = null, CampaignMark? before = null) =>
        Enumerable.Range(0, count).SelectMany(i =>
        {
            List<HistoryLine> lines = [MailedLine(mark(i), Purposes.Measurement)];
            if (before is not null)
                lines.Insert(0, MailedLine(before, Purposes.Measurement, MailedDaysAgo + 5));
            if (comes?.Invoke(i) == true)
                lines.Add(Line(EventKind.ProductViewed, "tea", MailedDaysAgo - 1, Purposes.Measurement));
            if (buys?.Invoke(i) == true)
                lines.Add(Line(EventKind.OrderCompleted, "tea", MailedDaysAgo - 10, Purposes.Measurement));
            ConsentEntry[] left = leaves?.Invoke(i) == true ? [Choice(Purposes.Email, ConsentChoice.Withdrawn, Now.AddDays(-MailedDaysAgo + 2))] : [];
            return MailOutcome.Of(new CustomerFile(CustomerId.Known($"p{i}"), new ConsentLedger([.. Yes(Purposes.Email, Purposes.Measurement).Entries, .. left]), lines, [], null), Chemist.Catalogue, Now);
        });

    private static HistoryLine MailedLine(CampaignMark mark, Purposes purposes, double daysAgo = MailedDaysAgo) =>
        new((ulong)HashCode.Combine(mark, daysAgo), EventKind.Mailed, null, Now.AddDays(-daysAgo), purposes, Provenance.ObservedHere, Text: mark.Text);
}
