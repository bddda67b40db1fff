using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations.Policy;
using Rapport.Core.Simulation;
using Rapport.Core.Tact;
using Rapport.Core.Tests.Recommendations;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Simulation;

public sealed class SimulationTests
{
    private const Purposes Both = Purposes.Recommendations | Purposes.Measurement;

    private static readonly Shop Shop = new(
        new ItemCatalogue([Item("a1", "Tent", "Outdoor > Camping > Tents"), Item("a2", "Mat", "Outdoor > Camping > Mats"), Item("b", "Stove", "Outdoor > Camping > Stoves"), Item("z", "Pan", "Kitchen > Pans > Iron"), .. Enumerable.Range(0, 12).Select(i => Item("p" + i, "Cup", "Table > Cups > Clay"))]),
        SurfaceShop.ModelOf(("a1", "b", 1f), ("a2", "b", 0.5f)),
        new ContextLists(Now, new Dictionary<ItemId, ItemId[]>(), new Dictionary<ItemId, ItemId[]>(), [.. Enumerable.Range(0, 12).Select(i => new ItemId("p" + i))], RepeatGaps.None),
        "");

    [Fact]
    public void S079_what_the_limits_forgo_is_what_was_planted()
    {
        const double planted = 0.3;

        // One look is no topic: everybody's row is what many choose, and three in ten go on to what the look would have spoken for.
        var report = Replay(Shop, [CandidatePolicy.WithoutLimits], Enumerable.Range(0, 400).Select(i => Person(i, i * 7919 % 1000 < 1000 * planted ? "b" : "z", Line(EventKind.ProductViewed, "a1", 10))));

        var forgone = report["without-limits"].RelevanceGain;
        Assert.InRange(planted, forgone.Low, forgone.High);
        Assert.InRange(forgone.High - forgone.Low, 0.02, 0.12);
        Assert.Equal((400, 400, 0.0), (report.People, report["without-limits"].PeopleTouched, report["in-force"].Relevance.Value));
    }

    [Fact]
    public void S079_where_nothing_is_forgone_the_interval_holds_nothing()
    {
        var report = Replay(Shop, [CandidatePolicy.WithoutLimits], Enumerable.Range(0, 400).Select(i => Person(i, "z", Line(EventKind.ProductViewed, "a1", 10))));

        Assert.Equal(new Estimate(0, 0, 0), report["without-limits"].RelevanceGain);
    }

    [Fact]
    public void S046_both_extremes_stand_beside_what_holds_now()
    {
        var report = Replay(Shop, [CandidatePolicy.Of(TactPreset.PersonalizationFirst), CandidatePolicy.Of(TactPreset.PrivacyFirst)], Crowd());

        var (first, held, privacy) = (report["personalization-first"], report["in-force"], report["privacy-first"]);
        Assert.True(first.Personalization.Value > held.Personalization.Value && held.Personalization.Value > privacy.Personalization.Value);
        Assert.True(first.Privacy.Value < held.Privacy.Value && held.Privacy.Value < privacy.Privacy.Value);
        Assert.True(first.PersonalizationGain.Low > 0 && first.PrivacyGain.High < 0, "The gain and its price are clear.");

        // Only those of whom little is known see more, and only those who said nothing themselves see less.
        Assert.Equal((100, 0, 100), (first.PeopleTouched, held.PeopleTouched, privacy.PeopleTouched));
        Assert.Equal((400, true), (report.People, report.IsEnough));
    }

    [Fact]
    public void S087_what_privacy_first_costs_is_said_before_it_is_chosen()
    {
        var report = Replay(Shop, [CandidatePolicy.Of(TactPreset.PrivacyFirst)], Crowd());

        // A hundred of four hundred bought, are shown the stove for it, and take it.
        var loss = report["privacy-first"].RelevanceGain;
        Assert.Equal(-0.25, loss.Value, 1e-9);
        Assert.True(loss.Low < loss.Value && loss.Value < loss.High && loss.IsClear);
    }

    [Fact]
    public void S089_a_signal_from_elsewhere_changes_no_outcome()
    {
        var bought = Line(EventKind.OrderCompleted, "a1", 10, Both) with { Provenance = Provenance.External };

        var with = Replay(Shop, [], Enumerable.Range(0, 50).Select(i => Person(i, "b", bought)));
        var without = Replay(Shop, [], Enumerable.Range(0, 50).Select(i => Person(i, "b")));

        Assert.Equal(without["in-force"], with["in-force"]);
    }

    [Fact]
    public void The_same_past_gives_the_same_report_and_who_did_not_agree_is_not_in_it()
    {
        var policies = new[] { CandidatePolicy.Of(TactPreset.PrivacyFirst) };
        var silent = new CustomerFile(CustomerId.Known("silent"), Yes(Purposes.Recommendations), [Line(EventKind.OrderCompleted, "a1", 10, Both), Line(EventKind.ProductViewed, "b", 3, Both)], [], null);

        var (once, again) = (Replay(Shop, policies, Crowd()), Replay(Shop, policies, [.. Crowd(), silent]));

        Assert.Equal(once.Outcomes, again.Outcomes);
        Assert.Equal(once.People, again.People);
    }

    [Fact]
    public void What_a_policy_would_have_shown_sets_its_own_pace()
    {
        // Five visits within a week: under the balanced policy the topic is shown in three of them.
        var visits = Enumerable.Range(0, 5).Select(i => Line(EventKind.ProductViewed, "p" + i, 6 - i, Both));
        var person = new CustomerFile(Ada, Agreed(), [Line(EventKind.OrderCompleted, "a1", 20, Both), .. visits], [], null);

        Assert.Equal(3, Replay(Shop, [], [person])["in-force"].ExposuresAPerson.Value);
        var slower = Shop with { Policy = new ShopPolicy(TactPolicy.Default with { TopicExposures = 1 }, ShopPolicy.Default.Surfaces) };
        Assert.Equal(1, Replay(slower, [], [person])["in-force"].ExposuresAPerson.Value);
    }

    private static SimulationReport Replay(Shop shop, IReadOnlyList<CandidatePolicy> others, IEnumerable<CustomerFile> people)
    {
        var run = new SimulationRun(new TenantId("t"), shop, others, Now.AddDays(-7), Now);
        foreach (var person in people)
            run.Add(person);
        return run.Report();
    }

    /// <summary>A hundred each who looked once, who did a little on two days, who bought, and who wished; all take the stove then.</summary>
    private static IEnumerable<CustomerFile> Crowd() => Enumerable.Range(0, 400).Select(i => Person(i, "b", (i % 4) switch
    {
        0 => [Line(EventKind.ProductViewed, "a1", 10)],
        1 => [Line(EventKind.AddedToCart, "a1", 12), Line(EventKind.ProductViewed, "a2", 11)],
        2 => [Line(EventKind.OrderCompleted, "a1", 12)],
        _ => [Line(EventKind.AddedToWishlist, "a1", 12)],
    }));

    private static CustomerFile Person(int number, string takes, params HistoryLine[] before) =>
        new(CustomerId.Known("c" + number), Agreed(), [.. before.Select(line => line with { Purposes = Both }), Line(EventKind.ProductViewed, takes, 3, Both)], [], null);

    private static ConsentLedger Agreed() => Yes(Purposes.Recommendations, Purposes.Measurement);
}
