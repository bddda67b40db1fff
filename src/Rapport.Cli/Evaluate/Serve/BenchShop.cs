using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Cli.Evaluate.Serve;

/// <summary>A synthetic shop for load: a Zipf catalogue with tastes, customers with a median of so many events, all with sample consents.</summary>
/// <remarks><b>Order and determinism</b>: the same seed makes the same shop.</remarks>
public sealed class BenchShop
{
    private const int Topics = 60;

    private readonly int _items;
    private readonly int _seed;

    public BenchShop(int items, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, Topics);
        (_items, _seed) = (items, seed);
    }

    public IReadOnlyList<CatalogueItem> Catalogue() =>
        [.. Enumerable.Range(0, _items).Select(i => new CatalogueItem(ItemOf(i), $"Thing {i}", $"Shelf {i % Topics % 12} > Board {i % Topics}", 500 + (i * 37 % 5000), "EUR"))];

    public static CustomerId CustomerOf(int i) => CustomerId.Known($"load-{i}");

    /// <summary>Puts one customer's consents and history into a file.</summary>
    public void Fill(CustomerFile file, int customer, int medianEvents, ItemCatalogue catalogue, DateTimeOffset now)
    {
        var random = new Random(HashCode.Combine(_seed, customer));
        foreach (var purpose in new[] { Purposes.Recommendations, Purposes.Learning })
            file.Choose(new ConsentEntry(purpose, ConsentChoice.Granted, now.AddDays(-300), PurposeCatalogue.Find(purpose).TextVersion, "en", "sample", ConsentSource.Sample));

        // Log-normal with that median: most have few, some have many.
        var events = Math.Max(2, (int)Math.Round(medianEvents * Math.Exp(0.7 * Normal(random))));
        var tastes = new[] { random.Next(Topics), random.Next(Topics), random.Next(Topics) };
        for (var i = 0; i < events; i++)
        {
            var at = now.AddMinutes(-random.Next(60, 280 * 24 * 60));
            var kind = random.NextDouble() switch { < 0.45 => EventKind.OrderCompleted, < 0.55 => EventKind.AddedToCart, < 0.6 => EventKind.AddedToWishlist, _ => EventKind.ProductViewed };
            var happened = new Event($"m{i}", file.Customer, kind, at, now, [new EventLine(Draw(random, tastes), 1, 1000)], kind == EventKind.OrderCompleted ? $"o{i / 3}" : null, null, null);
            if (ConsentGate.Permit(happened, file.Ledger, file.ErasedAt, catalogue) is Verdict.Allow allow)
                file.Record(new PermittedEvent(happened, allow));
        }
    }

    public static ItemId ItemOf(int i) => new($"thing-{i}");

    private ItemId Draw(Random random, int[] tastes)
    {
        // Rank by a Zipf-like power of a uniform draw, then moved to a board of the person's taste in four of five cases.
        var rank = (int)(_items * Math.Pow(random.NextDouble(), 2.2));
        if (random.NextDouble() < 0.8)
            rank = Math.Min(_items - 1, (rank / Topics * Topics) + tastes[random.Next(tastes.Length)]);
        return ItemOf(Math.Min(rank, _items - 1));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
