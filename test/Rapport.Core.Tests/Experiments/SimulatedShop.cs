using Rapport.Core.Experiments;

namespace Rapport.Core.Tests.Experiments;

/// <summary>Shoppers with planted behaviour, drawn with a seed: most buy nothing, some once, few often; what an order is worth is skewed as in real shops.</summary>
internal static class SimulatedShop
{
    private const double Buys = 0.25;

    /// <param name="lift">By how much the treatment arm's orders are worth more; 0 for no difference.</param>
    public static IReadOnlyList<Participant> Shoppers(int people, double lift, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, people).Select(_ => Shopper(random, random.NextDouble() < 0.5 ? Arm.Control : Arm.Treatment, lift))];
    }

    private static Participant Shopper(Random random, Arm arm, double lift)
    {
        // Some people spend more than others, in each of their orders.
        var taste = 0.4 * Normal(random);
        var (orders, spent) = (0, 0L);
        for (var chance = Buys; random.NextDouble() < chance; chance = 0.3)
        {
            orders++;
            spent += (long)Math.Round(4_000 * Math.Exp(taste + (0.6 * Normal(random))) * (arm == Arm.Treatment ? 1 + lift : 1));
        }

        return new Participant(arm, 1, 0, false, orders, spent, []);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
