using System.Collections.Immutable;
using Rapport.Core.Events;
using Rapport.Demo.Catalogue;

namespace Rapport.Demo.Customers;

/// <summary>What one simulated customer likes: a few shelves, a few colours, and what goes with what is owned.</summary>
internal sealed class DemoTaste
{
    private readonly DemoShelves _shelves;
    private readonly double[] _likes;
    private readonly HashSet<string> _colours;
    private readonly HashSet<ItemId> _owned = [];
    private readonly List<DemoProduct> _usedUp = [];

    internal DemoTaste(DemoShelves shelves, Random chance)
    {
        _shelves = shelves;
        var palette = shelves.ByCategory.SelectMany(products => products).Where(product => product.Variant.Line is not null).Select(product => product.Variant.Slug).Distinct().ToArray();
        _colours = [palette[chance.Next(palette.Length)], palette[chance.Next(palette.Length)], palette[chance.Next(palette.Length)]];
        _likes = Likes(shelves, chance);
    }

    /// <summary>One order: something wanted, and what goes with it.</summary>
    internal List<EventLine> Basket(DateTimeOffset at, Random chance)
    {
        var basket = new List<DemoProduct>();
        if (_usedUp.Count > 0 && chance.NextDouble() < 0.45)
            basket.Add(_usedUp[chance.Next(_usedUp.Count)]);
        var size = 1 + (chance.NextDouble() < 0.62 ? 1 : 0) + (chance.NextDouble() < 0.4 ? 1 : 0) + (chance.NextDouble() < 0.2 ? 2 : 0);
        for (var attempt = 0; basket.Count < size && attempt < 12; attempt++)
        {
            var product = Next(basket, at, chance);
            if (!basket.Contains(product) && (product.IsConsumable || !_owned.Contains(product.Id)))
                basket.Add(product);
        }

        foreach (var product in basket.Where(product => _owned.Add(product.Id) && product.IsConsumable))
            _usedUp.Add(product);
        return Lines(basket, isGift: false, chance);
    }

    /// <summary>An order for somebody else: anything that gives pleasure.</summary>
    internal List<EventLine> Gift(Random chance)
    {
        var pleasant = _shelves.ByCategory.Where((_, index) => !_shelves.Categories[index].Class.IsSensitive).ToArray();
        var shelf = pleasant[chance.Next(pleasant.Length)];
        List<DemoProduct> basket = [Pick(shelf, chance, byColour: false)];
        if (chance.NextDouble() < 0.5)
            basket.Add(_shelves.Family("wrapping-paper")[chance.Next(4)]);
        return Lines(basket, isGift: true, chance);
    }

    private DemoProduct Next(List<DemoProduct> basket, DateTimeOffset at, Random chance)
    {
        var draw = chance.NextDouble();
        var source = basket.Count > 0 && draw < 0.6 ? basket[chance.Next(basket.Count)] : Owned(chance, draw);
        if (source is not null && _shelves.Companions(source.Family) is { Length: > 0 } companions)
            return Pick(_shelves.Family(companions[chance.Next(companions.Length)]), chance, byColour: true, match: source.Variant.Slug);

        var shelf = Weighted(_likes.Length, index => _likes[index] * DemoCalendar.Season(_shelves.Categories[index].Slug, at.Month), chance);
        return Pick(_shelves.ByCategory[shelf], chance, byColour: true);
    }

    /// <summary>Sometimes what is at home asks for company.</summary>
    private DemoProduct? Owned(Random chance, double draw) =>
        draw > 0.75 && _owned.Count > 0 ? DemoCatalogue.Shared.Find(_owned.ElementAt(chance.Next(_owned.Count))) : null;

    private DemoProduct Pick(ImmutableArray<DemoProduct> products, Random chance, bool byColour, string? match = null) =>
        products[Weighted(products.Length, index => Wanted(products[index], byColour, match), chance)];

    private double Wanted(DemoProduct product, bool byColour, string? match)
    {
        var wanted = _shelves.Appeal(product);
        if (byColour && _colours.Contains(product.Variant.Slug))
            wanted *= 4;
        return product.Variant.Slug == match ? wanted * 5 : wanted;
    }

    private static int Weighted(int count, Func<int, double> weight, Random chance)
    {
        Span<double> weights = stackalloc double[count];
        var total = 0.0;
        for (var index = 0; index < count; index++)
            total += weights[index] = weight(index);
        var draw = chance.NextDouble() * total;
        for (var index = 0; index < count; index++)
        {
            draw -= weights[index];
            if (draw < 0)
                return index;
        }

        return count - 1;
    }

    private static double[] Likes(DemoShelves shelves, Random chance)
    {
        var likes = new double[shelves.Categories.Length];
        var hasChild = chance.NextDouble() < 0.09;
        for (var index = 0; index < likes.Length; index++)
        {
            // Squared twice: a few shelves are loved, most are passed by.
            var like = Math.Pow(chance.NextDouble(), 4) + 0.02;
            likes[index] = shelves.Categories[index].Slug switch
            {
                "baby" => hasChild ? 1.2 : 0.004,
                "pharmacy" => like * 0.35,
                "toys" => hasChild ? like + 0.5 : like,
                _ => like,
            };
        }

        return likes;
    }

    private static List<EventLine> Lines(List<DemoProduct> basket, bool isGift, Random chance) =>
        [.. basket.Select(product => new EventLine(product.Id, product.IsConsumable && chance.NextDouble() < 0.3 ? 2 : 1, product.PriceMinor, isGift))];
}
