using Rapport.Core.Balance;
using Rapport.Core.Balance.Steps;

namespace Rapport.Core.Tests.Balance;

/// <summary>Seven businesses whose logs are written down by hand: what must come out was computed with pen and paper.</summary>
public sealed partial class LeanIndexTests
{
    private static readonly string[] Names = ["p1", "p2", "p3", "p4", "p5", "p6", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"];
    private static readonly int[] Weights = [25, 20, 20, 10, 15, 10, 20, 15, 10, 5, 10, 10, 15, 10, 5];

    [Fact]
    public void S094_the_surveillance_shop_is_engagement_without_trust_and_must_stop_first()
    {
        Holds(
            SevenShops.Surveillance,
            [27.3 / 30, 0.5, 1, 1, 0.9, 0.6, 2.0 / 3, 0.48, 0.4, 0.7, 0, 0.5, 0, 1, 0.5],
            Quadrant.EngagementWithoutTrust,
            ("stop-unlawful-use", HardFault.UnlawfulUse));
        var index = LeanIndex.Of(SevenShops.Surveillance.Window(), LeanLimits.Default);
        Assert.Equal((82.25, LeanSide.Personalization, LeanWord.LeansFar), (Math.Round(index.Personalization.Value!.Value, 9), index.Side, index.Word));
    }

    [Fact]
    public void S006_the_blast_shop_is_neither_understood_nor_respected() => Holds(
        SevenShops.Blast,
        [0.1, 0, 0.1, 0, 0, 0, 1, null, 0.5, 0.5, 1.0 / 3, null, 0, 1, 0.5],
        Quadrant.Neither,
        ("relevance-floor", HardFault.None));

    [Fact]
    public void S095_the_silent_shop_is_trust_without_engagement()
    {
        Holds(SevenShops.Silent, [0.1, 0, null, null, 0, null, 1, null, 1, 1, 1, null, null, 1, null], Quadrant.TrustWithoutEngagement, ("visit-rows", HardFault.None));
        var index = LeanIndex.Of(SevenShops.Silent.Window(), LeanLimits.Default);
        Assert.Equal((LeanSide.Privacy, LeanWord.LeansFar), (index.Side, index.Word));
    }

    [Fact]
    public void S006_the_balanced_shop_lies_in_the_balanced_zone() => Holds(
        SevenShops.Balanced,
        [23.5 / 30, 0.3, 0.95, 0.9, 0.8, 0.3, 1, 0.86, 0.95, 1, 1, 1, 1, 1, 1],
        Quadrant.Balance,
        ("personal-rows", HardFault.None));

    [Fact]
    public void S094_personalization_first_is_engagement_without_trust() => Holds(
        SevenShops.Amazon,
        [28.8 / 30, 0.6, 0.95, 1, 0.9, 0.7, 1, 0.64, 0.6, 0.5, 0.5, 0.3, 0, 1, 0.5],
        Quadrant.EngagementWithoutTrust,
        ("explain-all", HardFault.None));

    [Fact]
    public void S006_balanced_as_the_platform_preset_is_balance() => Holds(
        SevenShops.Netflix,
        [25.8 / 30, 0.4, 0.8, 0.9, 250.0 / 300, 0.4, 1, 0.88, 0.9, 1, 1, 1, 1, 1, 1],
        Quadrant.Balance,
        ("relevance-floor", HardFault.None));

    [Fact]
    public void S095_privacy_first_is_trust_without_engagement() => Holds(
        SevenShops.Apple,
        [17.5 / 30, 0.05, 0.9, 0.9, 0.2, null, 1, null, 1, 1, 1, null, 1, 1, 1],
        Quadrant.TrustWithoutEngagement,
        ("quiz", HardFault.None));

    private static void Holds(MadeUpShop shop, double?[] expected, Quadrant quadrant, (string Action, HardFault Fault) step)
    {
        var window = shop.Window();
        var index = LeanIndex.Of(window, LeanLimits.Default);

        for (var i = 0; i < Names.Length; i++)
        {
            var component = index[Names[i]];
            Assert.True(expected[i] is { } value ? Math.Abs(value - (component.Value ?? double.NaN)) < 1e-9 : component.Value is null, $"{Names[i]} is {component.Value?.ToString("r") ?? component.State.ToString()}, not {expected[i]}");
        }

        Assert.Equal(AxisOf(expected, 0, 6), index.Personalization.Value!.Value, 1e-9);
        Assert.Equal(expected[6] < 1 ? LeanIndex.UnlawfulCap : AxisOf(expected, 6, 15), index.Privacy.Value!.Value, 1e-9);
        Assert.Equal(quadrant, index.Quadrant);
        var next = NextStepFinder.Find(window, LeanLimits.Default, new FactReplay(LeanLimits.Default));
        Assert.Equal(step, (next!.Action.Id, next.Fault));
    }

    private static double AxisOf(double?[] values, int from, int to)
    {
        var known = Enumerable.Range(from, to - from).Where(place => values[place] is not null).ToList();
        return 100 * known.Sum(place => Weights[place] * values[place]!.Value) / known.Sum(place => Weights[place]);
    }
}
