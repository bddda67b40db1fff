using Rapport.Core.Catalogue;
using Rapport.Core.Events;

namespace Rapport.Core.Tests.Catalogue;

public sealed class ItemCatalogueTests
{
    [Fact]
    public void Items_added_or_replaced_give_the_catalogue_built_of_all_of_them()
    {
        var before = new ItemCatalogue([Item("pan"), Item("pot"), Item("dvd") with { Series = "Harbour", SeriesPosition = 2 }]);

        var after = before.With([Item("pot") with { PriceMinor = 5 }, Item("condoms") with { Category = "Condom" }, Item("dvd1") with { Series = "Harbour", SeriesPosition = 1 }]);

        Assert.Equal((3, 5), (before.Count, after.Count));
        Assert.Equal((100, 5), (before.Find(new ItemId("pot"))!.PriceMinor, after.Find(new ItemId("pot"))!.PriceMinor));
        Assert.True(after.Find(new ItemId("condoms"))!.Class.IsSensitive);
        Assert.Equal(["dvd1", "dvd"], after.PartsOf("Harbour").Select(part => part.Id.Value));
        Assert.Null(before.Find(new ItemId("condoms")));
    }

    private static CatalogueItem Item(string id) => new(new ItemId(id), id, "Kitchen > Pans", 100, "EUR");
}
