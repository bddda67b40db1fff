using System.Globalization;
using System.IO.Compression;
using Rapport.Core.Events;
using Rapport.Core.Model;

namespace Rapport.Cli.Evaluate;

/// <summary>A public data set: which customer has which items, when known how old, and which were held out.</summary>
/// <remarks>It holds no consents and goes into no store: it lives in memory for one evaluation (ground rule 3).</remarks>
internal sealed class InteractionData
{
    /// <summary>The moment all ages count back from: the last of a month, so that a month of age is a month of decay.</summary>
    internal static readonly DateTimeOffset AsOf = new(2020, 1, 31, 0, 0, 0, TimeSpan.Zero);

    private static readonly int AsOfDay = (int)(AsOf.ToUnixTimeSeconds() / 86_400);
    private readonly Dictionary<(int, int), (int Times, double Age)>? _times;

    private InteractionData(SortedDictionary<int, int[]> train, SortedDictionary<int, int[]> test, Dictionary<(int, int), (int Times, double Age)>? times, SortedDictionary<int, int[]>? testAll)
    {
        (Train, Test, TestAll, _times) = (train, test, testAll, times);
        Ages = times?.ToDictionary(pair => pair.Key, pair => pair.Value.Age);
        ItemCount = 1 + Math.Max(train.Values.Append([]).Max(Largest), test.Values.Append([]).Max(Largest));
    }

    /// <summary>Items by customer, distinct, ascending.</summary>
    internal SortedDictionary<int, int[]> Train { get; }

    internal SortedDictionary<int, int[]> Test { get; }

    /// <summary>Held-out items with repeats; null where the set has none.</summary>
    internal SortedDictionary<int, int[]>? TestAll { get; }

    /// <summary>Days before the cut by customer and item; null where the set has no times.</summary>
    internal Dictionary<(int Customer, int Item), double>? Ages { get; }

    internal int ItemCount { get; }

    /// <exception cref="FileNotFoundException">There is no train file, or no test file where one is needed.</exception>
    /// <exception cref="InvalidDataException">A line cannot be read.</exception>
    internal static InteractionData Read(string folder, bool needsTest)
    {
        var train = ReadLists(Find(folder, "train.txt") ?? throw Missing(folder, "train.txt"));
        var test = Find(folder, "test.txt") is { } path ? ReadLists(path) : needsTest ? throw Missing(folder, "test.txt") : [];
        var testAll = needsTest && Find(folder, "test_all.txt") is { } all ? ReadLists(all) : null;
        return new InteractionData(train, test, Find(folder, "train_time.csv") is { } times ? ReadTimes(times) : null, testAll);
    }

    /// <summary>The same data with another cut, for choosing settings without the test file.</summary>
    internal InteractionData With(SortedDictionary<int, int[]> train, SortedDictionary<int, int[]> test) => new(train, test, _times, null);

    /// <summary>A shop's own customers, by number; ages are days before the cut.</summary>
    /// <param name="signals">What each customer's history says when items are ranked, the latest first.</param>
    internal static InteractionData Of(SortedDictionary<int, int[]> train, SortedDictionary<int, int[]> test, Dictionary<(int, int), (int Times, double Age)> times, Dictionary<int, Signal[]> signals) =>
        new(train, test, times, null) { Signals = signals };

    private Dictionary<int, Signal[]>? Signals { get; init; }

    /// <summary>What a customer's history says when items are ranked, the latest first; where no times are known, in an order drawn once and for all.</summary>
    internal Signal[] SignalsOf(int customer)
    {
        if (Signals is not null)
            return Signals.GetValueOrDefault(customer, []);
        var items = Train[customer].OrderBy(item => AgeOf(customer, item)).ThenBy(item => unchecked((uint)((customer * 31) + item) * 2_654_435_761u)).ThenBy(item => item);
        return [.. items.Select(item => new Signal(Name(item), 1))];
    }

    internal bool Has(int customer, ItemId item) => Train.TryGetValue(customer, out var items) && Array.BinarySearch(items, NumberOf(item)) >= 0;

    /// <summary>Items are named so that their ordinal order is the numeric one.</summary>
    internal static ItemId Name(int item) => new(item.ToString("D7", CultureInfo.InvariantCulture));

    internal static int NumberOf(ItemId item) => int.Parse(item.Value, CultureInfo.InvariantCulture);

    internal Contribution ContributionOf(int customer)
    {
        var items = Array.ConvertAll(Train[customer], item => new ContributedItem(Name(item), AsOfDay - (int)AgeOf(customer, item)) { IsRepeated = _times?.GetValueOrDefault((customer, item)).Times > 1 });
        return new Contribution([.. items.OrderByDescending(each => each.Day).Take(Contributions.MaxItems).OrderBy(each => each.Item)], []);
    }

    /// <summary>How often and how lately a customer took each item.</summary>
    internal Purchase[] PurchasesOf(int customer) => Array.ConvertAll(Train[customer], item =>
    {
        var (times, age) = _times?.GetValueOrDefault((customer, item)) ?? (1, 0);
        return new Purchase(Name(item), Math.Max(1, times), AsOf.AddDays(-age));
    });

    internal double AgeOf(int customer, int item) => Ages?.GetValueOrDefault((customer, item)) ?? 0;

    private static int Largest(int[] items) => items.Length == 0 ? -1 : items[^1];

    private static FileNotFoundException Missing(string folder, string name) => new($"There is no {name} or {name}.gz in {folder}.", name);

    private static string? Find(string folder, string name) =>
        new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".gz") }.FirstOrDefault(File.Exists);

    private static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static SortedDictionary<int, int[]> ReadLists(string path)
    {
        var lists = new SortedDictionary<int, int[]>();
        var number = 0;
        foreach (var line in Lines(path))
        {
            number++;
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length < 2)
                continue;
            var values = Array.ConvertAll(parts, part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw Unreadable(path, number));
            lists[values[0]] = [.. values[1..].Concat(lists.GetValueOrDefault(values[0], [])).Distinct().Order()];
        }

        return lists;
    }

    /// <summary>Customer, item, number of orders, days before the cut.</summary>
    private static Dictionary<(int, int), (int Times, double Age)> ReadTimes(string path)
    {
        var ages = new Dictionary<(int, int), (int, double)>();
        var number = 1;
        foreach (var line in Lines(path).Skip(1))
        {
            number++;
            var parts = line.Split(',');
            if (parts.Length < 4 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var customer) || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var item)
                || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out var count) || !double.TryParse(parts[3], CultureInfo.InvariantCulture, out var age))
                throw Unreadable(path, number);
            ages[(customer, item)] = (count, age);
        }

        return ages;
    }

    private static InvalidDataException Unreadable(string path, int line) => new($"{Path.GetFileName(path)}, line {line}: numbers were expected.");
}
