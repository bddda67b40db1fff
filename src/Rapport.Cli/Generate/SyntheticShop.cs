using System.Globalization;
using Rapport.Cli.Imports;
using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Cli.Generate;

/// <summary>A synthetic shop: a catalogue cut into topics, both of Zipf popularity, and customers with a few tastes that drift over a year.</summary>
/// <remarks>
/// <para><b>Order and determinism</b>: the same seed, size and moment make the same shop, customer by customer, on every machine.</para>
/// <para><b>Shape and units</b>: some 200 items a topic at every size, so that a bigger catalogue is a wider one, not a denser one;
/// a customer has 25 lines on average, log-normal (sigma 0.9), between 2 and 500.</para>
/// <para><b>Threads</b>: safe.</para>
/// </remarks>
public sealed class SyntheticShop
{
    /// <summary>History lines of one customer, on average.</summary>
    public const int LinesPerCustomer = 25;

    private const int ItemsPerTopic = 200;
    private const int MostLines = 500;
    private const double Spread = 0.9;
    private const double TasteShare = 0.85;
    private const int MinutesPerDay = 24 * 60;

    private readonly int _items;
    private readonly ulong _seed;
    private readonly DateTimeOffset _now;
    private readonly Zipf _topics;
    private readonly Zipf _ranks;

    public SyntheticShop(int items, int seed, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        (_items, _seed, _now) = (items, (ulong)seed, now);
        _topics = new Zipf(Math.Max(1, items / ItemsPerTopic), 0.7);
        _ranks = new Zipf(Math.Max(1, items / _topics.Count), 0.9);
    }

    public IEnumerable<CatalogueItem> Catalogue() => Enumerable.Range(0, _items).Select(number =>
    {
        var topic = number % _topics.Count;
        var draws = new Draws(_seed, ~(ulong)number);
        var price = 99 + (100 * (long)Math.Exp(2.5 + draws.Normal()));
        return new CatalogueItem(ItemOf(number), $"Thing {number}", $"Shelf {topic / 12} > Board {topic}", price, "EUR");
    });

    public static CustomerId CustomerOf(int number) => CustomerId.Known($"sample-{number}");

    /// <summary>Items are numbered by rank, then by topic: the first ones are their topics' most popular.</summary>
    public static ItemId ItemOf(int number) => new(string.Create(CultureInfo.InvariantCulture, $"thing-{number}"));

    /// <summary>Puts one customer's sample choices and permitted events into an empty file.</summary>
    public void Fill(CustomerFile file, int customer, ItemCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(file);
        var draws = new Draws(_seed, (ulong)customer);
        var days = 10 + draws.Below(345);
        foreach (var choice in SampleChoices.Since(_now.AddDays(-days), _now))
            file.Choose(choice);

        var lines = Math.Clamp((int)Math.Round(LinesPerCustomer * Math.Exp((Spread * draws.Normal()) - (Spread * Spread / 2))), 2, MostLines);
        Span<int> tastes = stackalloc int[2 + draws.Below(3)];
        foreach (ref var taste in tastes)
            taste = _topics.Draw(ref draws);
        for (var message = 0; lines > 0; message++)
            lines -= Record(file, message, lines, days, tastes, ref draws, catalogue);
    }

    /// <summary>One event: a basket of a few lines, or one item seen, wished for or put in the cart.</summary>
    /// <returns>How many lines it had.</returns>
    private int Record(CustomerFile file, int message, int most, int days, ReadOnlySpan<int> tastes, ref Draws draws, ItemCatalogue catalogue)
    {
        var kind = draws.Unit() switch { < 0.45 => EventKind.OrderCompleted, < 0.6 => EventKind.AddedToCart, < 0.67 => EventKind.AddedToWishlist, _ => EventKind.ProductViewed };
        var moment = draws.Unit();
        var lines = new EventLine[kind == EventKind.OrderCompleted ? Math.Min(most, 1 + draws.Below(4)) : 1];
        foreach (ref var line in lines.AsSpan())
            line = new EventLine(Item(tastes, moment, ref draws), 1, 0);

        var at = _now.AddMinutes(-1 - ((1 - moment) * days * MinutesPerDay));
        var order = kind == EventKind.OrderCompleted ? message.ToString(CultureInfo.InvariantCulture) : null;
        var happened = new Event(message.ToString(CultureInfo.InvariantCulture), file.Customer, kind, at, _now, lines, order, null, null);
        if (ConsentGate.Permit(happened, file.Ledger, file.ErasedAt, catalogue) is Verdict.Allow allow)
            file.Record(new PermittedEvent(happened, allow));
        return lines.Length;
    }

    private ItemId Item(ReadOnlySpan<int> tastes, double moment, ref Draws draws)
    {
        var topic = draws.Unit() < TasteShare ? tastes[Drifted(tastes.Length, moment, ref draws)] : _topics.Draw(ref draws);
        return ItemOf(Math.Min(_items - 1, (_ranks.Draw(ref draws) * _topics.Count) + topic));
    }

    /// <summary>The taste of a moment: near the first one early in the year, near the last one late, and now and then any.</summary>
    private static int Drifted(int count, double moment, ref Draws draws) =>
        draws.Unit() < 0.5 ? draws.Below(count) : Math.Clamp((int)Math.Round((moment * (count - 1)) + (0.5 * draws.Normal())), 0, count - 1);
}
