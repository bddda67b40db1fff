using Rapport.Core.Catalogue;
using Rapport.Core.Events;
using Rapport.Core.History;

namespace Rapport.Core.Campaigns;

/// <summary>What a person's history, as far as mail may read it, speaks for: how much of it is about something, and whom what was bought is made for.</summary>
internal sealed class Taste
{
    private readonly List<(CatalogueItem Item, int Weight)> _items = [];
    private readonly List<CatalogueItem> _bought = [];
    private readonly int _total;

    public Taste(UsableHistory history, ItemCatalogue catalogue)
    {
        var belongings = new Belongings(history.Lines, catalogue);
        foreach (var (product, line) in belongings.Taste)
        {
            if (catalogue.Find(line.Item ?? product) is not { } item)
                continue;
            var weight = WeightOf(line.Kind);
            _items.Add((item, weight));
            _total += weight;
            if (line.Kind == EventKind.OrderCompleted)
                _bought.Add(item);
        }
    }

    public IEnumerable<CatalogueItem> Items => _items.Select(each => each.Item);

    /// <summary>The share of taste that is about something, 0 to 1; null where nothing is known.</summary>
    public double? Affinity(Func<CatalogueItem, bool> about)
    {
        if (_total == 0)
            return null;
        var sum = 0;
        foreach (var (item, weight) in _items)
            sum += about(item) ? weight : 0;
        return (double)sum / _total;
    }

    /// <summary>How many different things of other topics were bought.</summary>
    public int BoughtElsewhere(Func<CatalogueItem, bool> about) => _bought.Count(item => !about(item));

    /// <summary>Whether anything bought is made for whom one of these is made for: by what the shop says of its items, never by what somebody is taken for.</summary>
    public bool Suits(IReadOnlyList<CatalogueItem> items)
    {
        foreach (var item in items)
        {
            if ((item.Gender is not null || item.AgeGroup is not null) && _bought.Exists(bought => Is(bought.Gender, item.Gender) && Is(bought.AgeGroup, item.AgeGroup)))
                return true;
        }

        return false;
    }

    /// <summary>What an item does not say, it does not ask for.</summary>
    private static bool Is(string? bought, string? asked) =>
        asked is null || Equal(bought, asked) || Equal(asked, "unisex") || (bought is not null && Equal(bought, "unisex"));

    private static bool Equal(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static int WeightOf(EventKind kind) => kind switch
    {
        EventKind.OrderCompleted => 4,
        EventKind.AddedToWishlist => 3,
        EventKind.AddedToCart or EventKind.Completed => 2,
        _ => 1,
    };
}
