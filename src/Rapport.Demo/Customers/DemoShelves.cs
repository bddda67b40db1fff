using System.Collections.Frozen;
using System.Collections.Immutable;
using Rapport.Core.Events;
using Rapport.Demo.Catalogue;

namespace Rapport.Demo.Customers;

/// <summary>The catalogue as a simulated customer walks through it: by shelf and by family, with what goes together.</summary>
internal sealed class DemoShelves
{
    private readonly FrozenDictionary<string, ImmutableArray<DemoProduct>> _families;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _companions;
    private readonly FrozenDictionary<ItemId, double> _appeal;

    internal DemoShelves(DemoCatalogue catalogue)
    {
        Categories = catalogue.Categories;
        ByCategory = [.. Categories.Select(category => catalogue.Products.Where(product => product.Category == category).ToImmutableArray())];
        _families = catalogue.Products.GroupBy(product => product.Family).ToFrozenDictionary(family => family.Key, family => family.ToImmutableArray());
        _companions = Affinities();
        _appeal = catalogue.Products.ToFrozenDictionary(product => product.Id, Appealing);
    }

    internal ImmutableArray<DemoCategory> Categories { get; }

    /// <summary>Products of each category, in the order of <see cref="Categories"/>.</summary>
    internal ImmutableArray<ImmutableArray<DemoProduct>> ByCategory { get; }

    internal ImmutableArray<DemoProduct> Family(string family) => _families[family];

    /// <summary>Families bought together with a family; may be empty.</summary>
    internal ImmutableArray<string> Companions(string family) => _companions.GetValueOrDefault(family, []);

    /// <summary>How well a product sells: its family's share, .3 to 1.3, times its own, .6 to 1.4.</summary>
    internal double Appeal(DemoProduct product) => _appeal[product.Id];

    private static double Appealing(DemoProduct product) =>
        (0.3 + (StableHash.Of(product.Family) % 1000 / 1000.0)) * (0.6 + (StableHash.Of(product.Id.Value) % 100 / 125.0));

    private static FrozenDictionary<string, ImmutableArray<string>> Affinities()
    {
        var companions = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in DemoResource.Lines("affinities").Where(line => !line.StartsWith('#')))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var family = line[..colon];
            foreach (var other in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Add(family, other);
                Add(other, family);
            }
        }

        return companions.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray());

        void Add(string family, string other)
        {
            if (!companions.TryGetValue(family, out var list))
                companions[family] = list = [];
            if (!list.Contains(other))
                list.Add(other);
        }
    }
}
