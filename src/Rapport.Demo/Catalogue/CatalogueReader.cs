using System.Globalization;
using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Demo.Catalogue;

/// <summary>Reads <c>families.txt</c> and <c>colours.txt</c> into products, one for each variant of a family.</summary>
internal sealed class CatalogueReader
{
    private readonly Dictionary<string, DemoVariant> _colours = DemoResource.Lines("colours")
        .Where(line => !line.StartsWith('#'))
        .Select(DemoResource.Cells)
        .ToDictionary(cell => cell[0], cell => new DemoVariant(cell[0], new DemoText(cell[2], cell[3]), cell[1], new DemoText(cell[4], cell[5])));

    private readonly List<DemoCategory> _categories = [];
    private readonly List<DemoProduct> _products = [];

    internal static DemoCatalogue Read()
    {
        var reader = new CatalogueReader();
        foreach (var line in DemoResource.Lines("families").SkipWhile(line => line.Length > 0))
            reader.Take(line);
        return new DemoCatalogue(reader._categories, reader._products);
    }

    private void Take(string line)
    {
        if (line.StartsWith("## ", StringComparison.Ordinal))
        {
            var cell = DemoResource.Cells(line[3..]);
            var category = _categories[^1];
            category.Groups.Add(new DemoGroup(cell[1], $"{category.Path} > {cell[0]}", new DemoText(cell[0], cell[2])));
        }
        else if (line.StartsWith("# ", StringComparison.Ordinal))
        {
            var cell = DemoResource.Cells(line[2..]);
            var topicClass = cell[5] == "-" ? TopicClass.Ordinary : new TopicClass(cell[5]);
            _categories.Add(new DemoCategory(cell[1], cell[0], new DemoText(cell[0], cell[2]), new DemoText(cell[3], cell[4]), topicClass));
        }
        else if (line.Length > 0)
        {
            AddFamily(DemoResource.Cells(line));
        }
    }

    private void AddFamily(string[] cell)
    {
        var category = _categories[^1];
        var group = category.Groups[^1];
        foreach (var text in cell[5].Split(','))
        {
            var variant = Variant(text);
            var id = new ItemId($"{cell[0]}-{variant.Slug}");
            _products.Add(new DemoProduct(
                id,
                new DemoText($"{cell[7]}, {variant.Name.En}", $"{cell[8]}, {variant.Name.De}"),
                new DemoText(Sentences(cell[9], variant.Line?.En), Sentences(cell[10], variant.Line?.De)),
                category,
                group,
                $"{group.Path} > {cell[1]}",
                cell[0],
                variant,
                Price(int.Parse(cell[4], CultureInfo.InvariantCulture), variant),
                InStock: StableHash.Of(id.Value) % 24 != 0,
                IsConsumable: cell[6] == "c",
                Shape: cell[2],
                Pattern: cell[3]));
        }
    }

    private DemoVariant Variant(string text) => text.Split(':') is [var slug, var english, var german, var colour]
        ? new DemoVariant(slug, new DemoText(english, german), colour, null)
        : _colours[text];

    /// <summary>Small things end in 90 cents, larger ones are round; sizes cost by size.</summary>
    private static long Price(int euros, DemoVariant variant)
    {
        var sized = (long)Math.Round(euros * variant.Size * (variant.Slug is "large" or "tall" ? 1.35 : 1));
        return sized < 20 ? (sized * 100) - 10 : sized * 100;
    }

    private static string Sentences(string first, string? second) => second is null ? first : $"{first} {second}";
}
