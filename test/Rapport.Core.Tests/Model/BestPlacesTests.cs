using Rapport.Core.Model;

namespace Rapport.Core.Tests.Model;

public sealed class BestPlacesTests
{
    [Fact]
    public void The_best_are_those_of_sorting_them_all()
    {
        var random = new Random(3);
        var best = new BestPlaces();
        foreach (var count in new[] { 0, 10, 1_023, 1_024, 5_000, 40 })
        {
            var scores = Enumerable.Range(0, count).Select(_ => (double)random.Next(300)).ToArray();
            for (var place = 0; place < count; place++)
                best.Add(place, scores[place]);

            Assert.Equal(Enumerable.Range(0, count).OrderByDescending(place => scores[place]).ThenBy(place => place).Take(50), best.Take(50));
        }
    }

    [Fact]
    public void An_item_is_found_at_its_place_and_no_other()
    {
        var items = Enumerable.Range(0, 1_000).Select(Shoppers.Item).ToArray();
        var index = new ItemIndex(items);

        Assert.All(Enumerable.Range(0, 1_000), place => Assert.Equal(place, index.Find(items[place])));
        Assert.Equal(-1, index.Find(Shoppers.Item(1_000)));
        Assert.Throws<ArgumentException>(() => new ItemIndex([items[0], items[0]]));
    }
}
