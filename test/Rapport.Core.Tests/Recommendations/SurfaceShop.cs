using Rapport.Core.Catalogue;
using Rapport.Core.Consent;
using Rapport.Core.Events;
using Rapport.Core.History;
using Rapport.Core.Model;
using Rapport.Core.Recommendations;
using Rapport.Core.Recommendations.Rules;
using Rapport.Core.Tact;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Recommendations;

/// <summary>A shop small enough to be known by heart, for the tests of surfaces.</summary>
internal static class SurfaceShop
{
    public static ItemCatalogue Catalogue { get; } = new(
    [
        Thing("tent", "Light tent", "Outdoor > Camping > Tents", 10_000, brand: "Peak"),
        Thing("tent2", "Storm tent", "Outdoor > Camping > Tents", 15_000, brand: "Peak"),
        Thing("tent3", "Castle tent", "Outdoor > Camping > Tents", 90_000),
        Thing("tent4", "Canvas tent", "Outdoor > Camping > Tents", 14_000),
        Thing("tent5", "Sold-out tent", "Outdoor > Camping > Tents", 16_000) with { InStock = false },
        Thing("mat", "Sleeping mat", "Outdoor > Camping > Mats", 3_000),
        Thing("stove", "Gas stove", "Outdoor > Cooking > Stoves", 4_500),
        Thing("gas", "Gas can", "Outdoor > Cooking > Fuel", 800) with { IsConsumable = true },
        Thing("coffee", "Coffee beans", "Food > Drinks > Coffee", 1_200) with { IsConsumable = true },
        Thing("pan", "Iron pan", "Kitchen > Pans > Iron", 5_000),
        Thing("spoon", "Wooden spoon", "Kitchen > Tools > Spoons", 600),
        Thing("rattle", "Wooden rattle", "Baby > Toys > Wood", 900),
        Thing("pill", "Headache pills", "Pharmacy > Pain > Pills", 500),
        Thing("badge", "Silver badge", "Club > Badges > Silver", 0) with { LoyaltyTier = "silver" },
        Thing("lounge", "Golden evening", "Club > Events > Gold", 0) with { LoyaltyTier = "gold" },
    ]);

    public static ContextLists Lists { get; } = ListsWith(RepeatGaps.None);

    private static ContextLists ListsWith(RepeatGaps gaps) => new(
        Now,
        new Dictionary<ItemId, ItemId[]> { [Id("tent")] = [Id("tent4"), Id("mat"), Id("stove"), Id("pill"), Id("rattle")], [Id("mat")] = [Id("tent"), Id("stove")] },
        new Dictionary<ItemId, ItemId[]> { [Id("tent")] = [Id("tent2"), Id("mat"), Id("gas")] },
        [Id("coffee"), Id("spoon"), Id("pan"), Id("gas"), Id("pill")],
        gaps);

    /// <summary>tent speaks for mat (1) and stove (.5); pan for spoon (1); coffee for pan (.4).</summary>
    public static ItemItemModel Model { get; } = ModelOf(("tent", "mat", 1f), ("tent", "stove", 0.5f), ("pan", "spoon", 1f), ("coffee", "pan", 0.4f), ("mat", "stove", 0.7f));

    public static ItemId Id(string id) => new(id);

    public static CatalogueItem Thing(string id, string title, string category, long price, string? brand = null) => new(Id(id), title, category, price, "EUR", Brand: brand);

    public static DecisionRequest On(Surface surface, params string[] cart) => new(new TenantId("t"), surface, null, null, [.. cart.Select(Id)], null, [], [], 10, "en");

    public static HistoryLine Bought(string item, double daysAgo) => Line(EventKind.OrderCompleted, item, daysAgo);

    public static HistoryLine Viewed(string item, double daysAgo) => Line(EventKind.ProductViewed, item, daysAgo);

    /// <summary>A person who said yes to recommendations.</summary>
    public static CustomerFile Person(params HistoryLine[] lines) => File(Yes(Purposes.Recommendations), lines);

    public static Answer Ask(DecisionRequest request, CustomerFile? file = null, BusinessRules? rules = null, RepeatGaps? gaps = null) =>
        Recommender.Recommend(request, file, new Shop(Catalogue, Model, gaps is null ? Lists : ListsWith(gaps), "", Rules: rules), TactPolicy.Default, Now);

    public static string[] Ids(Answer answer) => [.. answer.Items.Select(item => item.Item.Value)];

    public static ItemItemModel ModelOf(params (string Source, string Target, float Weight)[] weights)
    {
        ItemId[] items = [.. weights.SelectMany(weight => new[] { Id(weight.Source), Id(weight.Target) }).Distinct().Order()];
        var rows = items.Select(item => weights.Where(weight => Id(weight.Source) == item).OrderBy(weight => Id(weight.Target)).ToArray()).ToArray();
        int[] starts = [0, .. rows.Select((_, i) => rows[..(i + 1)].Sum(row => row.Length))];
        return new ItemItemModel(new ModelSettings(), Now, 1, items, new int[items.Length], starts, [.. rows.SelectMany(row => row.Select(weight => Array.IndexOf(items, Id(weight.Target))))], [.. rows.SelectMany(row => row.Select(weight => weight.Weight))]);
    }
}
