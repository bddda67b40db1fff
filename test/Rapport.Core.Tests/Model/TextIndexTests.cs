using System.Globalization;
using System.IO.Compression;
using Rapport.Core.Catalogue;
using Rapport.Core.Model;
using Rapport.Tests.Shared;
using static Rapport.Core.Tests.Shared.Given;

namespace Rapport.Core.Tests.Model;

public sealed class TextIndexTests
{
    private const int Top = 20;

    [Fact]
    public void Items_that_share_rare_words_are_alike_and_the_item_itself_is_not_found()
    {
        CatalogueItem[] items = [.. Assortment.Items];
        var like = new TextIndex(items, items).Like(Assortment.Find(new("cup"))!, 3);

        Assert.Equal("cup2", like[0].Item.Id.Value);
        Assert.InRange(like[0].Likeness, 0.3, 1);
        Assert.DoesNotContain(like, each => each.Item.Id.Value == "cup");
    }

    [Fact]
    public void The_order_of_the_catalogue_does_not_matter()
    {
        CatalogueItem[] items = [.. Assortment.Items];
        CatalogueItem[] turned = [.. items.Reverse()];
        var apron = Assortment.Find(new("apron"))!;

        Assert.Equal(new TextIndex(items, items).Like(apron, 9), new TextIndex(turned, turned).Like(apron, 9));
    }

    /// <summary>One item in ten of a real shop is taken out of everybody's past, as if it were new.</summary>
    [Fact]
    public void New_items_of_a_real_shop_are_found_by_their_words_better_than_by_what_will_be_popular()
    {
        var folder = SharedData.Require("online-retail-random");
        var items = Lines(folder, "items.tsv.gz").Skip(1).Select(line => line.Split('\t')).Select(parts => Item(parts[0].PadLeft(7, '0'), parts[2].Trim() is { Length: > 0 } title ? title : "-", "")).ToArray();
        var byNumber = items.ToDictionary(item => int.Parse(item.Id.Value, CultureInfo.InvariantCulture));
        var random = new Random(10);
        var isNew = byNumber.Keys.Order().Where(_ => random.Next(10) == 0).ToHashSet();
        var index = new TextIndex([.. items.Where(item => !isNew.Contains(int.Parse(item.Id.Value, CultureInfo.InvariantCulture)))], items.Where(item => isNew.Contains(int.Parse(item.Id.Value, CultureInfo.InvariantCulture))));
        var train = Lists(folder, "train.txt.gz");
        var popular = train.Values.SelectMany(list => list).Where(isNew.Contains).CountBy(item => item).OrderByDescending(count => count.Value).ThenBy(count => count.Key).Take(Top).Select(count => count.Key).ToHashSet();
        var like = byNumber.ToDictionary(item => item.Key, item => index.Like(item.Value, 50));

        var (words, many, people) = (0.0, 0.0, 0);
        foreach (var (person, held) in Lists(folder, "test.txt.gz"))
        {
            if (held.Where(isNew.Contains).ToArray() is not { Length: > 0 } wanted || !train.TryGetValue(person, out var past))
                continue;
            var scores = new Dictionary<int, double>();
            foreach (var (item, likeness) in past.Where(item => !isNew.Contains(item) && like.ContainsKey(item)).SelectMany(item => like[item]))
            {
                var number = int.Parse(item.Id.Value, CultureInfo.InvariantCulture);
                scores[number] = scores.GetValueOrDefault(number) + (likeness * likeness);
            }

            var found = scores.OrderByDescending(score => score.Value).ThenBy(score => score.Key).Take(Top).Select(score => score.Key);
            words += found.Count(wanted.Contains) / (double)wanted.Length;
            many += wanted.Count(popular.Contains) / (double)wanted.Length;
            people++;
        }

        var figures = string.Create(CultureInfo.InvariantCulture, $"{isNew.Count} new items, {people} people, recall@{Top}: words {words / people:F4}, what will be popular {many / people:F4}");
        TestContext.Current.SendDiagnosticMessage(figures);
        Assert.True(words > many, figures);
    }

    private static SortedDictionary<int, int[]> Lists(string folder, string name) => new(Lines(folder, name)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length > 1)
        .ToDictionary(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1..].Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray()));

    private static IEnumerable<string> Lines(string folder, string name)
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(Path.Combine(folder, name)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
