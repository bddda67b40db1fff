using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

/// <summary>Invented contributions for tests of the model.</summary>
internal static class Shoppers
{
    internal static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    internal static readonly int Today = Contributions.DayOf(Now);

    /// <summary>The invented shop's, for the noise of its lists.</summary>
    internal static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    internal static ItemId Item(int number) => new($"item-{number:D4}");

    internal static Contribution With(params int[] items) =>
        new([.. items.Distinct().Order().Select(item => new ContributedItem(Item(item), Today))], []);

    internal static Contribution WithBasket(params int[] items) => With(items) with { Baskets = [[.. items.Distinct().Order().Select(Item)]] };

    /// <summary>Customers with 1 to 12 of <paramref name="itemCount"/> items of skewed popularity, up to ten months old.</summary>
    internal static Contribution[] Random(int customers, int itemCount, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, customers).Select(_ =>
        {
            var items = Enumerable.Range(0, 1 + random.Next(12)).Select(_ => (int)(itemCount * random.NextDouble() * random.NextDouble())).Distinct().Order();
            return new Contribution([.. items.Select(item => new ContributedItem(Item(item), Today - random.Next(300)))], []);
        })];
    }

    internal static string Hash(ItemItemModel model) => ModelHash.Of(ModelCodec.Write(model), []);
}
