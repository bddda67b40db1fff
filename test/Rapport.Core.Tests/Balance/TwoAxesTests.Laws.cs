using Rapport.Core.Balance;
using Rapport.Core.Recommendations;

namespace Rapport.Core.Tests.Balance;

/// <summary>What holds of the axes whatever is counted.</summary>
public sealed partial class TwoAxesTests
{
    [Fact]
    public void A_better_component_never_lowers_its_axis_and_never_touches_the_other()
    {
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++)
        {
            var tiers = Enumerable.Range(0, 4).Select(_ => random.NextInt64(1, 400)).ToArray();
            var (items, explained, checks) = (random.NextInt64(1, 4_000), random.NextInt64(0, 4_000), random.Next(0, 4));
            explained = Math.Min(explained, items);
            var before = Of(tiers, items, explained, checks);

            var (from, to) = (random.Next(1, 4), 0);
            to = random.Next(0, from);
            long[] closer = [.. tiers];
            closer[from]--;
            closer[to]++;
            var morePersonal = Of(closer, items, explained, checks, personalLines: tiers[0]);
            var moreExplained = Of(tiers, items, Math.Min(items, explained + 1), checks);
            var safer = Of(tiers, items, explained, Math.Min(3, checks + 1));

            Assert.True(AtLeast(morePersonal.Personalization, before.Personalization));
            Assert.Equal(before.Privacy.Value, morePersonal.Privacy.Value);
            Assert.All([moreExplained, safer], better => Assert.True(AtLeast(better.Privacy, before.Privacy)));
            Assert.All([moreExplained, safer], better => Assert.Equal(before.Personalization.Value, better.Personalization.Value));
        }
    }

    [Fact]
    public void A_value_lies_within_its_interval_and_the_interval_narrows_as_lines_come_in()
    {
        for (var share = 0.0; share <= 1; share += 0.05)
        {
            var widths = new List<double>();
            for (var lines = 200; lines < 2_000_000; lines *= 4)
            {
                var component = AxisComponent.OfLines("p1", 25, share, lines);
                Assert.InRange(component.Value!.Value, component.Low!.Value - 1e-12, component.High!.Value + 1e-12);
                widths.Add(component.High!.Value - component.Low!.Value);
            }

            Assert.Equal(widths.OrderDescending(), widths);
        }
    }

    private static bool AtLeast(Axis better, Axis before) => before.Value is null || better.Value >= before.Value - 1e-9;

    private static TwoAxes Of(long[] tiers, long items, long explained, int checks, long? personalLines = null) => TwoAxes.Of(
        Figures(Tiers(tiers), personalLines ?? tiers[0], items, explained),
        [checks > 0, checks > 1, checks > 2]);

    private static Dictionary<Tier, long> Tiers(params long[] lines) => lines.Select((count, place) => ((Tier)(place + 1), count)).ToDictionary();
}
