using System.Globalization;
using System.IO.Compression;
using Rapport.Core.Events;
using Rapport.Core.Model;
using Rapport.Tests.Shared;

namespace Rapport.Core.Tests.Model;

/// <summary>The real temporal split of UCI Online Retail; without the data the test that asks is skipped.</summary>
internal static class OnlineRetail
{
    internal static readonly DateTimeOffset AsOf = new(2020, 1, 31, 0, 0, 0, TimeSpan.Zero);

    private const string SetName = "online-retail-temporal";

    internal static SortedDictionary<int, Contribution> Train()
    {
        var today = Contributions.DayOf(AsOf);
        return new(Lines("train_time.csv.gz").Skip(1).Select(line => line.Split(','))
            .GroupBy(parts => int.Parse(parts[0], CultureInfo.InvariantCulture))
            .ToDictionary(group => group.Key, group => new Contribution(
                [.. group.Select(parts => new ContributedItem(Name(parts[1]), today - (int)double.Parse(parts[3], CultureInfo.InvariantCulture))).OrderBy(each => each.Item)], [])));
    }

    internal static Dictionary<int, ItemId[]> Test() =>
        Lines("test.txt.gz").Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length > 1)
            .ToDictionary(parts => int.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1..].Select(Name).ToArray());

    private static ItemId Name(string item) => new(item.PadLeft(7, '0'));

    private static IEnumerable<string> Lines(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(SharedData.Require(SetName), name)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
